import { Positions } from './positions.ts';
import type { Detector, Evidence, Tally, TokenRule } from './scheme.ts';

const NOTHING = new Int32Array(0);

/** A detector whose score is a function of a sum over tokens. */
export function sumDetector(scheme: string, contextWidth: number, rule: TokenRule): Detector {
  return { scheme, contextWidth, rule, tally: () => new SumTally(rule) };
}

/** A text as a rule sees it: what is known of its prompt, then its tokens. */
export interface Passage {
  readonly tokens: Int32Array;
  /** First position that counts. */
  readonly first: number;
}

/** Lays prompt and tokens out for `rule`. */
export function passage(
  rule: TokenRule,
  tokens: ArrayLike<number>,
  prompt: ArrayLike<number> = NOTHING,
): Passage {
  const known = rule.seesPrompt ? Math.min(prompt.length, rule.before) : 0;
  if (known === 0) {
    return { tokens: tokens instanceof Int32Array ? tokens : Int32Array.from(tokens), first: rule.first };
  }
  const whole = new Int32Array(known + tokens.length);
  for (let i = 0; i < known; i++) whole[i] = prompt[prompt.length - known + i];
  whole.set(tokens, known);
  return { tokens: whole, first: Math.max(known, rule.needs) };
}

/** Sums what each token adds, positions that return once. */
class SumTally implements Tally {
  readonly #rule: TokenRule;
  readonly #met: Positions;
  #scored = 0;
  #repeated = 0;
  #sum = 0;

  constructor(rule: TokenRule) {
    this.#rule = rule;
    this.#met = new Positions(rule);
  }

  add(text: ArrayLike<number>, prompt?: ArrayLike<number>): void {
    const rule = this.#rule;
    const { tokens, first } = passage(rule, text, prompt);
    const { most = Number.POSITIVE_INFINITY, countsRepeats = false } = rule;
    for (let t = first; t < tokens.length && this.#scored < most; t++) {
      if (!countsRepeats && !this.#met.add(tokens, t)) {
        this.#repeated++;
        continue;
      }
      this.#sum += rule.value(tokens, t);
      this.#scored++;
    }
  }

  evidence(): Evidence {
    const scored = this.#scored;
    const repeated = this.#repeated;
    if (scored === 0) return { scored, repeated, score: 0 };
    return { scored, repeated, ...this.#rule.judge(scored, this.#sum) };
  }
}
