/**
 * What counts as narrower, and by how much. Every number here was set on the false-alarm and detection rates that
 * `npm run bench:power` measures; docs/calibration.md holds them.
 */
export interface Margins {
  /** A ratio below 1 - level, with its whole interval, is below human. */
  readonly level: number;
  /** Smallest fall from generation to generation that counts as getting worse: a share of the ratio. */
  readonly trend: number;
  /** A centre that lies below 1 - centre has narrowed, and not only the tail. */
  readonly centre: number;
  /** A centre below this share of human is a generator in mode collapse, whatever the trend. */
  readonly floor: number;
  /** Share of unknown words, against human, above 1 + foreign: other text, not narrower text. */
  readonly foreign: number;
}

export const DEFAULT_MARGINS: Margins = { level: 0.1, trend: 0.02, centre: 0.1, floor: 0.5, foreign: 0.25 };

/** Share of alpha that the tests of a trend spend; the rest guards against what block errors do not see. */
export const TREND_ALPHA = 0.2;

/** Signals that say whether rare things are still produced. */
export const TAIL = ['tail.coverage[1,10%]', 'tail.coverage[2,10%]'] as const;

/** Signals that say whether there are as many different things as before, most of them rare. */
export const RICHNESS = ['types[1]', 'missing-mass[1]'] as const;

/** Signals of the centre: they hold while only the tail is lost, and fall when the whole narrows. */
export const CENTRE = [
  'hill.q1[1]',
  'hill.q2[1]',
  'distinct[2]',
  'distinct[3]',
  'unique.exact',
  'unique.near',
  'self-bleu',
  'spread.volume',
] as const;

/** Signals whose rise says that the text is other text. */
export const FOREIGN = ['novelty[1]'] as const;
