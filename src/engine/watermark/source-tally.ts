import { Pool, type PoolLines } from '../../watermark/pool.ts';
import type { Detector, Evidence } from '../../watermark/scheme.ts';
import type { PCount } from '../../watermark/share.ts';
import { STATES, type State } from '../../watermark/verdict.ts';
import type { Examined } from './examiner.ts';

/** Positions that the pool of a source keeps. */
const SOURCE_POOL = 8192;
/** Positions that the pool of the whole corpus keeps. */
const CORPUS_POOL = 65536;
/** Sources that are told apart, the first by name; the others are only counted with the whole. */
const MOST_SOURCES = 500;

/** Texts by what was found, and what is needed to estimate the share of marked ones. */
export interface TextCounts extends PCount {
  readonly states: Readonly<Record<State, number>>;
}

/** A tally as it goes from thread to thread. */
export interface TallyLines {
  /** The source, null for the whole corpus. */
  readonly source: string | null;
  readonly counts: TextCounts;
  /** By key; undefined where texts cannot be pooled under it. */
  readonly pools: readonly (PoolLines | undefined)[];
}

/** What was found in the texts of one source, or of all. */
export class Tallied {
  readonly states: Record<State, number> = {
    marked: 0,
    'no evidence': 0,
    'too few tokens': 0,
    'not verifiable': 0,
  };
  texts = 0;
  above = 0;
  readonly #pools: readonly (Pool | undefined)[];

  constructor(detectors: readonly Detector[], size: number) {
    this.#pools = detectors.map((detector) =>
      detector.rule === undefined ? undefined : new Pool(detector, size),
    );
  }

  add({ best, all, above }: Examined, tokens?: readonly number[], prompt?: readonly number[]): void {
    this.states[best.state]++;
    if (above !== undefined) this.texts++;
    if (above === true) this.above++;
    if (tokens === undefined) return;
    for (const [i, pool] of this.#pools.entries()) {
      // Ids out of range would count as unmarked tokens; a text whose tokens are right but too few belongs in the pool.
      if (all[i].reason === undefined || all[i].scored > 0) pool?.add(tokens, prompt);
    }
  }

  merge({ counts, pools }: TallyLines): void {
    for (const state of STATES) this.states[state] += counts.states[state];
    this.texts += counts.texts;
    this.above += counts.above;
    for (const [i, lines] of pools.entries()) if (lines !== undefined) this.#pools[i]?.merge(lines);
  }

  lines(source: string | null): TallyLines {
    const { states, texts, above } = this;
    return { source, counts: { states, texts, above }, pools: this.#pools.map((pool) => pool?.lines()) };
  }

  /** Evidence of all texts together under each key. */
  pooled(): readonly (Evidence | undefined)[] {
    return this.#pools.map((pool) => pool?.evidence());
  }
}

/** Tallies by source, and of the whole. */
export class SourceTallies {
  readonly whole: Tallied;
  readonly #detectors: readonly Detector[];
  #sources = new Map<string, Tallied>();

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.whole = new Tallied(detectors, CORPUS_POOL);
  }

  /** Sources by name. */
  get sources(): readonly (readonly [string, Tallied])[] {
    return [...this.#sources].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_SOURCES);
  }

  add(
    source: string | undefined,
    examined: Examined,
    tokens?: readonly number[],
    prompt?: readonly number[],
  ): void {
    this.whole.add(examined, tokens, prompt);
    if (source !== undefined) this.#of(source).add(examined, tokens, prompt);
  }

  merge(lines: readonly TallyLines[]): void {
    for (const line of lines) (line.source === null ? this.whole : this.#of(line.source)).merge(line);
  }

  lines(): readonly TallyLines[] {
    return [this.whole.lines(null), ...this.sources.map(([name, tally]) => tally.lines(name))];
  }

  #of(source: string): Tallied {
    let tally = this.#sources.get(source);
    if (tally === undefined) {
      tally = new Tallied(this.#detectors, SOURCE_POOL);
      this.#sources.set(source, tally);
      // Which are the first by name is known before all have come: who is beyond them now stays beyond.
      if (this.#sources.size > 2 * MOST_SOURCES) this.#sources = new Map(this.sources);
    }
    return tally;
  }
}
