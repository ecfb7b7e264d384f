import { ORIGINS } from '../corpus/example.ts';
import type { Candidates } from './candidates.ts';
import { FATE } from './fate.ts';
import type { Amount } from './fill.ts';

export interface CompositionRow extends Readonly<Amount> {
  /** Value of the key; absent where nobody knows it. */
  readonly value?: string;
  /** Shares of the whole, 0 to 1. */
  readonly shareOfExamples: number;
  readonly shareOfTokens: number;
}

/** What a mix is made of, by each key of provenance; rows by size, the largest first. */
export interface Composition extends Readonly<Amount> {
  readonly byOrigin: readonly CompositionRow[];
  readonly bySource: readonly CompositionRow[];
  readonly byModel: readonly CompositionRow[];
  readonly byGeneration: readonly CompositionRow[];
}

/** Counts the chosen candidates. */
export function composition(candidates: Candidates, fates: Uint8Array): Composition {
  const { origin, source, model, generation, sources, models } = candidates;
  const chosen: number[] = [];
  for (let i = 0; i < candidates.size; i++) if (fates[i] === FATE['chosen']) chosen.push(i);
  const tokens = chosen.reduce((sum, i) => sum + candidates.tokens[i], 0);
  const whole = { examples: chosen.length, tokens };
  const by = (ids: ArrayLike<number>, nameOf: (id: number) => string | undefined) =>
    rowsOf(chosen, ids, { candidates, nameOf, whole });
  return {
    ...whole,
    byOrigin: by(origin, (id) => ORIGINS[id]),
    bySource: by(source, (id) => sources[id] || undefined),
    byModel: by(model, (id) => models[id] || undefined),
    byGeneration: by(generation, (id) => (id < 0 ? undefined : String(id))),
  };
}

interface RowContext {
  readonly candidates: Candidates;
  readonly nameOf: (id: number) => string | undefined;
  readonly whole: Amount;
}

function rowsOf(
  chosen: readonly number[],
  ids: ArrayLike<number>,
  { candidates, nameOf, whole }: RowContext,
): CompositionRow[] {
  const amounts = new Map<number, Amount>();
  for (const i of chosen) {
    const id = ids[i];
    const amount = amounts.get(id) ?? { examples: 0, tokens: 0 };
    amount.examples++;
    amount.tokens += candidates.tokens[i];
    amounts.set(id, amount);
  }
  const rows = [...amounts].map(([id, { examples, tokens }]) => {
    const value = nameOf(id);
    return {
      ...(value === undefined ? {} : { value }),
      examples,
      tokens,
      shareOfExamples: examples / whole.examples,
      shareOfTokens: whole.tokens === 0 ? 0 : tokens / whole.tokens,
    };
  });
  return rows.sort((a, b) => b.examples - a.examples || compareText(a.value ?? '', b.value ?? ''));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
