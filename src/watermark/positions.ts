import { Contexts } from './contexts.ts';
import type { TokenRule } from './scheme.ts';

/** The positions met so far, by what decides them under a rule. */
export class Positions {
  readonly #rule: TokenRule;
  readonly #met: Contexts;
  readonly #words: Int32Array;

  constructor(rule: TokenRule) {
    const words = rule.identity?.words ?? rule.before + rule.after;
    this.#rule = rule;
    this.#met = new Contexts(words);
    this.#words = new Int32Array(words);
  }

  /** Adds position `t`; true where nothing like it was met before. */
  add(tokens: Int32Array, t: number): boolean {
    const { identity, after } = this.#rule;
    if (identity === undefined) return this.#met.add(tokens, t + after);
    identity.write(tokens, t, this.#words);
    return this.#met.add(this.#words, this.#words.length);
  }
}
