import { hashText } from '../../base/hash.ts';
import type { Example, Origin } from '../../corpus/example.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import type { Breach, Judgement } from './text-filter.ts';

/** Examples of one origin, and what became of them. */
export interface OriginTally {
  readonly examples: number;
  readonly tokens: number;
  readonly dropped: number;
  readonly droppedTokens: number;
  /** Examples by the block of their group, and those of them that were dropped. */
  readonly blocks: readonly number[];
  readonly droppedBlocks: readonly number[];
}

/** Examples that broke a rule. */
export interface RuleTally {
  readonly examples: number;
  readonly tokens: number;
  /** Examples that broke no other rule that rejects. */
  readonly alone: number;
}

/** What a filter did to a corpus. A plain value; `addTallies` joins those of parts. */
export interface FilterTally {
  readonly examples: number;
  readonly tokens: number;
  readonly dropped: number;
  readonly droppedTokens: number;
  /** Kept examples that broke a rule that flags. */
  readonly flagged: number;
  /** By rule id; rules that nothing broke are left out. */
  readonly rules: Readonly<Record<string, RuleTally>>;
  readonly origins: Readonly<Partial<Record<Origin, OriginTally>>>;
}

export const EMPTY_TALLY: FilterTally = {
  examples: 0,
  tokens: 0,
  dropped: 0,
  droppedTokens: 0,
  flagged: 0,
  rules: {},
  origins: {},
};

type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };

/** Counts what becomes of examples. */
export class FilterCounter {
  readonly #sums = { examples: 0, tokens: 0, dropped: 0, droppedTokens: 0, flagged: 0 };
  readonly #rules: Record<string, Open<RuleTally>> = {};
  readonly #origins: Partial<Record<Origin, Open<OriginTally>>> = {};

  /** `tokens`: of the example's text. */
  add(example: Example, tokens: number, { keep, rejected, flagged }: Judgement): void {
    const sums = this.#sums;
    const dropped = keep ? 0 : 1;
    sums.examples++;
    sums.tokens += tokens;
    sums.dropped += dropped;
    sums.droppedTokens += dropped * tokens;
    if (keep && flagged.length > 0) sums.flagged++;
    for (const breach of rejected) this.#breach(breach, tokens, rejected.length === 1);
    for (const breach of flagged) this.#breach(breach, tokens, false);
    const origin = (this.#origins[example.provenance?.origin ?? 'unknown'] ??= emptyOrigin());
    const block = hashText(example.group).lo & (BLOCKS - 1);
    origin.examples++;
    origin.tokens += tokens;
    origin.dropped += dropped;
    origin.droppedTokens += dropped * tokens;
    origin.blocks[block]++;
    origin.droppedBlocks[block] += dropped;
  }

  #breach({ rule }: Breach, tokens: number, alone: boolean): void {
    const tally = (this.#rules[rule] ??= { examples: 0, tokens: 0, alone: 0 });
    tally.examples++;
    tally.tokens += tokens;
    if (alone) tally.alone++;
  }

  tally(): FilterTally {
    return { ...this.#sums, rules: this.#rules, origins: this.#origins };
  }
}

function emptyOrigin(): Open<OriginTally> {
  const zeros = () => new Array<number>(BLOCKS).fill(0);
  return { examples: 0, tokens: 0, dropped: 0, droppedTokens: 0, blocks: zeros(), droppedBlocks: zeros() };
}

/** The tally of both parts together. */
export function addTallies(a: FilterTally, b: FilterTally): FilterTally {
  return {
    examples: a.examples + b.examples,
    tokens: a.tokens + b.tokens,
    dropped: a.dropped + b.dropped,
    droppedTokens: a.droppedTokens + b.droppedTokens,
    flagged: a.flagged + b.flagged,
    rules: joined(a.rules, b.rules, (x, y) => ({
      examples: x.examples + y.examples,
      tokens: x.tokens + y.tokens,
      alone: x.alone + y.alone,
    })),
    origins: joined(
      a.origins as Record<string, OriginTally>,
      b.origins as Record<string, OriginTally>,
      addOrigins,
    ),
  };
}

function addOrigins(a: OriginTally, b: OriginTally): OriginTally {
  return {
    examples: a.examples + b.examples,
    tokens: a.tokens + b.tokens,
    dropped: a.dropped + b.dropped,
    droppedTokens: a.droppedTokens + b.droppedTokens,
    blocks: a.blocks.map((value, k) => value + b.blocks[k]),
    droppedBlocks: a.droppedBlocks.map((value, k) => value + b.droppedBlocks[k]),
  };
}

function joined<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  add: (x: T, y: T) => T,
): Record<string, T> {
  const out: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) out[key] = key in out ? add(out[key], value) : value;
  return out;
}
