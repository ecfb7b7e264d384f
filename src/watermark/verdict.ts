import type { Evidence } from './scheme.ts';

/**
 * - `marked`: a score this high would be rarer than the level without a mark;
 * - `no evidence`: it would not. Never says that a text is not marked;
 * - `too few tokens`: too few positions count;
 * - `not verifiable`: the tokens are not of this vocabulary, the mark depends on a generator that cannot be had here, or the statistic has no
 *   known distribution and was not calibrated.
 */
export const STATES = ['marked', 'no evidence', 'too few tokens', 'not verifiable'] as const;
export type State = (typeof STATES)[number];

/** Chance of calling an unmarked text marked where nothing else is said. */
export const DEFAULT_LEVEL = 0.001;
/** Positions that must count where nothing else is said. */
export const DEFAULT_LEAST = 16;

export interface VerdictSettings {
  /** Chance of calling an unmarked text marked, over everything tried together. Default 0.001. */
  readonly level?: number;
  /** Fewer positions that count are too few. Default 16. */
  readonly least?: number;
  /** Keys, tokenizers and statistics that are tried on the text, this one included. Default 1. */
  readonly tried?: number;
  /** Why this key cannot be answered for, where that is so. A mark that is found all the same is one. */
  readonly unverifiable?: string;
  /** What human text was measured to need; see `calibration.ts`. */
  readonly threshold?: Threshold;
  /** The p-value beside human text under the same key, where that was measured: it takes the place of the scheme's own. */
  readonly calibrated?: number;
}

/** What a text must be beyond to be called marked. */
export interface Threshold {
  /** Where the statistic has a p-value: it must be smaller. */
  readonly pValue?: number;
  /** Where it has none: the score must be larger. */
  readonly score?: number;
}

export interface Verdict extends Evidence {
  readonly state: State;
  /** See `VerdictSettings`. */
  readonly calibrated?: number;
  /** The p-value (beside human text, where that was measured) times the number of keys tried, at most 1 (Bonferroni). */
  readonly corrected?: number;
  /** Why it is not verifiable. */
  readonly reason?: string;
}

/** What evidence under one key amounts to. */
export function judge(evidence: Evidence, settings: VerdictSettings = {}): Verdict {
  const {
    level = DEFAULT_LEVEL,
    least = DEFAULT_LEAST,
    tried = 1,
    unverifiable,
    threshold,
    calibrated,
  } = settings;
  const { pValue, score, scored } = evidence;
  const held = pValue === undefined ? undefined : (calibrated ?? pValue);
  const found = {
    ...evidence,
    ...(held === undefined || calibrated === undefined ? {} : { calibrated }),
    ...(held === undefined ? {} : { corrected: Math.min(1, held * tried) }),
  };
  if (scored < least) return { ...found, state: 'too few tokens' };
  const isMarked =
    pValue === undefined || held === undefined
      ? threshold?.score !== undefined && score > threshold.score
      : held <= level / tried && pValue < (threshold?.pValue ?? 2);
  if (isMarked) return { ...found, state: 'marked' };
  const reason =
    unverifiable ?? (pValue === undefined && threshold?.score === undefined ? UNCALIBRATED : undefined);
  return reason === undefined
    ? { ...found, state: 'no evidence' }
    : { ...found, state: 'not verifiable', reason };
}

const UNCALIBRATED = 'the statistic has no known distribution: calibrate it on human text';

/** Why tokens cannot be of a vocabulary, or undefined. Ids are whole numbers from 0 to 2^31 - 1. */
export function tokenFault(tokens: ArrayLike<unknown>, vocabulary?: number): string | undefined {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!isTokenId(token)) return `token ${i + 1} is no id: ${String(token).slice(0, 40)}`;
    if (vocabulary !== undefined && token >= vocabulary) {
      return `token ${i + 1} is ${token}, beyond a vocabulary of ${vocabulary}: another tokenizer's, or another size`;
    }
  }
  return undefined;
}

function isTokenId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x7fffffff;
}
