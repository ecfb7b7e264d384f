import { fmix32 } from '../base/hash.ts';

/** Tokens of a sample where nothing else is said: enough for pools as large as those of a source. */
const DEFAULT_TOKENS = 131_072;
/** Tokens of a text, and of its prompt, that are kept: one book must not be the whole sample. */
const MOST_OF_TEXT = 8192;
/** Words that say of a text which hash it has, and how many tokens its prompt and it have. */
const HEAD = 4;
/** A hash has 53 bits, as many as a number holds: 32 and 21. */
const LOW = 2 ** 21;

export interface SampledText {
  readonly prompt: Int32Array;
  readonly tokens: Int32Array;
}

/** A sample as it goes from thread to thread. */
export interface SampleLines {
  /** Four words a text: two of its hash, the tokens of its prompt, its own. */
  readonly heads: Uint32Array;
  /** All prompts and texts, one after the other. */
  readonly tokens: Int32Array;
  /** Texts from this hash on are not of the sample, however few there are before. */
  readonly end: number;
}

interface Hashed extends SampledText {
  readonly hash: number;
}

/**
 * The texts of the lowest hash, as many as have up to `most` tokens together: a sample that depends on no order, so that `merge` is associative and
 * commutative, and whose own order has nothing to do with what the texts are about. The same text twice is one.
 */
export class TextSample {
  readonly #most: number;
  #texts: Hashed[] = [];
  #tokens = 0;
  #end = 2 ** 53;

  constructor(most = DEFAULT_TOKENS) {
    this.#most = most;
  }

  add(text: ArrayLike<number>, prompt: ArrayLike<number> = []): void {
    const hash = hashOf(text);
    if (hash >= this.#end) return;
    const start = Math.max(0, prompt.length - MOST_OF_TEXT);
    this.#push({
      hash,
      prompt: Int32Array.from({ length: prompt.length - start }, (_, i) => prompt[start + i]),
      tokens: Int32Array.from({ length: Math.min(text.length, MOST_OF_TEXT) }, (_, i) => text[i]),
    });
  }

  merge({ heads, tokens, end }: SampleLines): void {
    this.#end = Math.min(this.#end, end);
    let at = 0;
    for (let i = 0; i < heads.length; i += HEAD) {
      const [high, low, before, own] = heads.subarray(i, i + HEAD);
      this.#push({
        hash: high * LOW + low,
        prompt: tokens.slice(at, at + before),
        tokens: tokens.slice(at + before, at + before + own),
      });
      at += before + own;
    }
  }

  /** By rising hash. */
  texts(): readonly SampledText[] {
    this.#settle();
    return this.#texts;
  }

  /** A plain value that survives a worker's message port. */
  lines(): SampleLines {
    this.#settle();
    const tokens = new Int32Array(this.#tokens);
    let at = 0;
    for (const { prompt, tokens: own } of this.#texts) {
      tokens.set(prompt, at);
      tokens.set(own, at + prompt.length);
      at += sizeOf({ prompt, tokens: own });
    }
    const heads = this.#texts.flatMap(({ hash, prompt, tokens: own }) => [
      Math.floor(hash / LOW),
      hash % LOW,
      prompt.length,
      own.length,
    ]);
    return { heads: Uint32Array.from(heads), tokens, end: this.#end };
  }

  #push(text: Hashed): void {
    this.#texts.push(text);
    this.#tokens += sizeOf(text);
    if (this.#tokens > 2 * this.#most) this.#settle();
  }

  #settle(): void {
    const end = this.#end;
    const sorted = this.#texts.sort((a, b) => a.hash - b.hash || compare(a.prompt, b.prompt));
    const single = sorted.filter(({ hash }, i) => hash < end && (i === 0 || hash !== sorted[i - 1].hash));
    let [kept, tokens] = [0, 0];
    while (kept < single.length && tokens + sizeOf(single[kept]) <= this.#most)
      tokens += sizeOf(single[kept++]);
    if (kept < single.length) this.#end = single[kept].hash;
    this.#texts = single.slice(0, kept);
    this.#tokens = tokens;
  }
}

function sizeOf({ prompt, tokens }: SampledText): number {
  return prompt.length + tokens.length;
}

function compare(a: Int32Array, b: Int32Array): number {
  const at = a.findIndex((token, i) => token !== b[i]);
  return at === -1 ? a.length - b.length : a[at] - (b[at] ?? -1);
}

function hashOf(tokens: ArrayLike<number>): number {
  let high = 0x243f6a88 | 0;
  let low = 0x13198a2e | 0;
  for (let i = 0; i < tokens.length; i++) {
    high = fmix32(Math.imul(high, 0x01000193) ^ tokens[i]);
    low = fmix32(Math.imul(low, 0x5bd1e995) + tokens[i]);
  }
  return (high >>> 0) * LOW + (low >>> 11);
}
