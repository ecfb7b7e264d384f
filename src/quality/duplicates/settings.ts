import { OutcrossError } from '../../base/errors.ts';
import { candidateProbability, verifiedProbability } from '../../sketch/minhash-bands.ts';
import { lanesFor } from '../../sketch/minhash-lanes.ts';

/** How near-duplicates are found. A plain value: it is sent to workers and stands in every result. */
export interface NearSettings {
  /**
   * `words`: words of the tokeniser, case folded, punctuation and white space left out. `characters`: UTF-16 units of the text
   * as it stands, white space and case included. `constructs`: of source code, whose names, literals and comments count for
   * nothing; whoever signs must give them.
   */
  readonly unit: 'words' | 'characters' | 'constructs';
  /** Units of a shingle; a shorter text is one shingle. */
  readonly shingle: number;
  readonly bands: number;
  readonly rows: number;
  /**
   * Estimated Jaccard similarity, over all values of the signature, that a pair which shares a band must reach to be joined.
   * 0 joins every pair that shares a band.
   */
  readonly threshold: number;
}

/**
 * By name. The threshold of both lies near the similarity at which half of the pairs share a band, and about two standard errors
 * below .8: it takes next to nothing from the pairs that are sought, and keeps the many pairs at .3 to .6 that
 * share a band by chance from chaining texts of one kind into one cluster.
 */
export const PRESETS = {
  /** The defaults of datatrove: P(match) at similarity .8 = .9235 before verification. */
  datatrove: { unit: 'words', shingle: 5, bands: 14, rows: 8, threshold: 0.7 },
  /** The defaults of NeMo Curator: .677. */
  nemo: { unit: 'characters', shingle: 24, bands: 20, rows: 13, threshold: 0.7 },
  /** Source code by its structure. Ten constructs are two or three statements; the threshold is high, because structure repeats. */
  code: { unit: 'constructs', shingle: 10, bands: 14, rows: 8, threshold: 0.85 },
} as const satisfies Record<string, NearSettings>;

export type PresetName = keyof typeof PRESETS;

export const DEFAULT_NEAR: NearSettings = PRESETS.datatrove;

/** Most values of a signature. */
const MOST_VALUES = 4096;

/** Throws `E_PARAMETER` where a setting is out of bounds. */
export function requireNearSettings({ shingle, bands, rows, threshold }: NearSettings): void {
  const whole = { shingle, bands, rows };
  for (const [name, value] of Object.entries(whole)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new OutcrossError('E_PARAMETER', `${name} is ${value}; it must be a whole number from 1`, {
      where: name,
    });
  }
  if (bands * rows > MOST_VALUES || shingle > MOST_VALUES) {
    throw new OutcrossError('E_PARAMETER', `bands x rows, and shingle, are at most ${MOST_VALUES}`, {
      where: shingle > MOST_VALUES ? 'shingle' : 'bands',
    });
  }
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new OutcrossError('E_PARAMETER', `threshold is ${threshold}; it must be from 0 to 1`, {
      where: 'threshold',
    });
  }
}

/** Equal bytes of two signatures from which on a pair is joined; 0 where pairs are not verified. */
export function leastLanes({ bands, rows, threshold }: NearSettings): number {
  return threshold === 0 ? 0 : lanesFor(threshold, bands * rows);
}

/** What settings find, for print. */
export interface MatchProbability {
  readonly similarity: number;
  /** That a pair shares a band: 1 - (1 - s^rows)^bands. */
  readonly candidate: number;
  /** That it is joined: shares a band, and its estimate reaches the threshold. */
  readonly joined: number;
}

const PRINTED = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Chances of a pair by its true similarity. */
export function matchProbabilities(
  settings: NearSettings,
  at: readonly number[] = PRINTED,
): MatchProbability[] {
  return at.map((similarity) => ({
    similarity,
    candidate: candidateProbability(similarity, settings),
    joined: verifiedProbability(similarity, settings, leastLanes(settings)),
  }));
}
