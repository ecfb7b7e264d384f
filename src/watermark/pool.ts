import { OutcrossError } from '../base/errors.ts';
import { fmix32 } from '../base/hash.ts';
import type { Detector, Evidence, TokenRule } from './scheme.ts';
import { passage } from './tally.ts';

/** Positions that a pool keeps where nothing else is said: enough for a share of marked text of one in a hundred. */
const DEFAULT_SIZE = 32768;

/** A position of a pool, in parallel arrays: what it is known by, and what it adds. Sorted, no two alike. */
export interface PoolLines {
  /** Two hashes of what counts once, unsigned. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly token: Int32Array;
  readonly value: Float64Array;
}

/**
 * Evidence over many texts together, each perhaps too short by itself. What returns counts once, in whichever text it stands. Of more
 * positions than it may keep, a pool keeps those of the lowest hash: a random sample that does not depend on the order of texts, so
 * that `merge` is associative and commutative. Where a context stands before two tokens, the lower id is the one that counts.
 */
export class Pool {
  readonly #rule: TokenRule;
  readonly #size: number;
  readonly #words: Int32Array;
  #lines: PoolLines = NO_LINES;
  /** What is above it would not be kept. */
  #highest = 0xffffffff;
  #new: { high: number; low: number; token: number; value: number }[] = [];

  /** Throws `E_PARAMETER` for a detector whose score is no sum. */
  constructor({ scheme, rule }: Detector, size = DEFAULT_SIZE) {
    if (rule === undefined)
      throw new OutcrossError('E_PARAMETER', `texts cannot be pooled under ${scheme}: its score is no sum`);
    this.#rule = rule;
    this.#size = size;
    this.#words = new Int32Array(rule.identity?.words ?? 0);
  }

  add(text: ArrayLike<number>, prompt?: ArrayLike<number>): void {
    const rule = this.#rule;
    const { tokens, first } = passage(rule, text, prompt);
    for (let t = first; t < tokens.length; t++) {
      const { high, low } = this.#hash(tokens, t);
      if (high > this.#highest) continue;
      this.#new.push({ high, low, token: tokens[t], value: rule.value(tokens, t) });
    }
    if (this.#new.length >= this.#size) this.#settle();
  }

  /** A plain value that survives a worker's message port. */
  lines(): PoolLines {
    this.#settle();
    return this.#lines;
  }

  merge({ high, low, token, value }: PoolLines): void {
    for (let i = 0; i < high.length; i++) {
      this.#new.push({ high: high[i], low: low[i], token: token[i], value: value[i] });
    }
    this.#settle();
  }

  /** Distinct positions that were added, kept or not: exact while all are kept, then estimated from the highest hash that is. */
  distinct(): number {
    this.#settle();
    const kept = this.#lines.high.length;
    return kept < this.#size ? kept : Math.round((kept * 2 ** 32) / (this.#highest + 1));
  }

  evidence(): Evidence {
    this.#settle();
    const scored = this.#lines.value.length;
    if (scored === 0) return { scored, repeated: 0, score: 0 };
    const sum = this.#lines.value.reduce((total, value) => total + value, 0);
    return { scored, repeated: 0, ...this.#rule.judge(scored, sum) };
  }

  #hash(tokens: Int32Array, t: number): { high: number; low: number } {
    const { identity, before, after } = this.#rule;
    if (identity === undefined) return hashOf(tokens, t - before, t + after);
    identity.write(tokens, t, this.#words);
    return hashOf(this.#words, 0, this.#words.length);
  }

  #settle(): void {
    if (this.#new.length === 0) return;
    const { high, low, token, value } = this.#lines;
    for (let i = 0; i < high.length; i++) {
      this.#new.push({ high: high[i], low: low[i], token: token[i], value: value[i] });
    }
    this.#new.sort((a, b) => a.high - b.high || a.low - b.low || a.token - b.token);
    const kept = this.#new
      .filter((line, i, all) => i === 0 || line.high !== all[i - 1].high || line.low !== all[i - 1].low)
      .slice(0, this.#size);
    this.#lines = {
      high: Uint32Array.from(kept, (line) => line.high),
      low: Uint32Array.from(kept, (line) => line.low),
      token: Int32Array.from(kept, (line) => line.token),
      value: Float64Array.from(kept, (line) => line.value),
    };
    if (kept.length === this.#size) this.#highest = kept[kept.length - 1].high;
    this.#new = [];
  }
}

const NO_LINES: PoolLines = {
  high: new Uint32Array(0),
  low: new Uint32Array(0),
  token: new Int32Array(0),
  value: new Float64Array(0),
};

/** Two hashes of the tokens [start, end), unsigned. */
function hashOf(tokens: Int32Array, start: number, end: number): { high: number; low: number } {
  let high = 0x9e3779b9 | 0;
  let low = 0x85ebca6b | 0;
  for (let i = start; i < end; i++) {
    const token = i < 0 ? -1 : tokens[i];
    high = fmix32(Math.imul(high, 0x01000193) ^ token);
    low = fmix32(Math.imul(low, 0x5bd1e995) + token);
  }
  return { high: high >>> 0, low: low >>> 0 };
}
