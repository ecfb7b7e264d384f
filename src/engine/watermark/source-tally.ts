import { BUCKETS } from '../../watermark/calibration.ts';
import { CLUSTERS, type Clustered } from '../../watermark/clusters.ts';
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
  /** Texts whose p-values were taken for uniform without a mark, under one key or more. */
  readonly assumed: number;
  /** Texts that have a p-value, by the cluster of their group. */
  readonly clusters: Clustered;
  /** By key: how many texts, in 1,024ths, rest on human text of which bucket. */
  readonly rests: readonly (readonly number[])[];
}

/** A tally as it goes from thread to thread. */
export interface TallyLines {
  /** The source, null for the whole corpus. */
  readonly source: string | null;
  readonly counts: TextCounts;
  /** By key; undefined where texts cannot be pooled under it. */
  readonly pools: readonly (PoolLines | undefined)[];
}

/** What texts come to together, and how many distinct positions they have, of which a pool may keep some. */
export interface PooledEvidence {
  readonly evidence: Evidence;
  readonly distinct: number;
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
  assumed = 0;
  readonly clusters = {
    texts: new Array<number>(CLUSTERS).fill(0),
    above: new Array<number>(CLUSTERS).fill(0),
  };
  readonly rests: number[][];
  readonly #pools: readonly (Pool | undefined)[];

  constructor(detectors: readonly Detector[], size: number) {
    this.rests = detectors.map(() => BUCKETS.map(() => 0));
    this.#pools = detectors.map((detector) =>
      detector.rule === undefined ? undefined : new Pool(detector, size),
    );
  }

  add(
    { best, all, above, assumed, rests = [] }: Examined,
    cluster: number,
    tokens?: readonly number[],
    prompt?: readonly number[],
  ): void {
    this.states[best.state]++;
    if (above !== undefined) {
      this.texts++;
      this.clusters.texts[cluster]++;
    }
    if (above === true) {
      this.above++;
      this.clusters.above[cluster]++;
    }
    if (assumed === true) this.assumed++;
    for (const [i, own] of rests.entries()) for (const [bucket, parts] of own) this.rests[i][bucket] += parts;
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
    this.assumed += counts.assumed;
    for (let i = 0; i < CLUSTERS; i++) {
      this.clusters.texts[i] += counts.clusters.texts[i];
      this.clusters.above[i] += counts.clusters.above[i];
    }
    for (const [i, own] of counts.rests.entries()) {
      for (const [bucket, parts] of own.entries()) this.rests[i][bucket] += parts;
    }
    for (const [i, lines] of pools.entries()) if (lines !== undefined) this.#pools[i]?.merge(lines);
  }

  lines(source: string | null): TallyLines {
    const { states, texts, above, assumed, clusters, rests } = this;
    const counts = { states, texts, above, assumed, clusters, rests };
    return { source, counts, pools: this.#pools.map((pool) => pool?.lines()) };
  }

  /** Evidence of all texts together under each key. */
  pooled(): readonly (PooledEvidence | undefined)[] {
    return this.#pools.map((pool) => pool && { evidence: pool.evidence(), distinct: pool.distinct() });
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
    cluster: number,
    tokens?: readonly number[],
    prompt?: readonly number[],
  ): void {
    this.whole.add(examined, cluster, tokens, prompt);
    if (source !== undefined) this.#of(source).add(examined, cluster, tokens, prompt);
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
