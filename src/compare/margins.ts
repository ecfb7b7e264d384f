/**
 * What counts as narrower, and by how much. The numbers were set on the false-alarm and detection rates that
 * `npm run bench:power` measures; docs/calibration.md holds them.
 */
export interface Margins {
  /** A ratio wholly below 1 - level is below human. */
  readonly level: number;
  /** A fall from generation to generation that does not yet count, as a share of the ratio. */
  readonly trend: number;
  /** The centre has narrowed where a ratio lies wholly below 1 - centre. */
  readonly centre: number;
  /** Two measures of the centre wholly below this share of human: a generator in mode collapse, whatever the trend. */
  readonly floor: number;
  /** Divergence or unknown words wholly above 1 + other: other text. */
  readonly other: number;
  /** With unknown words above human too, a divergence wholly above 1 + misfit: the reference does not fit this text. */
  readonly misfit: number;
}

export const DEFAULT_MARGINS: Margins = {
  level: 0.1,
  trend: 0.02,
  centre: 0.25,
  floor: 0.5,
  other: 0.25,
  misfit: 1,
};

/** Share of alpha that the tests of a trend spend: the false-alarm rate of a line is to stay well below alpha. */
export const TREND_ALPHA = 0.2;

/** Signal keys by what they say. See `signalKey`. */
export const ROLES = {
  /** Are the rare things of the human reference still produced? */
  tail: ['tail.coverage[1,10%]', 'tail.coverage[2,10%]'],
  /** Are there as many different things, whichever they are? Most of them are rare. */
  richness: ['types[1]', 'missing-mass[1]'],
  /** The centre: it holds while only the tail is lost, and falls when the whole narrows. */
  centre: [
    'hill.q1[1]',
    'hill.q2[1]',
    'distinct[2]',
    'distinct[3]',
    'unique.exact',
    'unique.near',
    'self-bleu',
    'spread.volume',
  ],
  /** All of these must lie inside the margin for a generation to be healthy. */
  health: ['tail.coverage[1,10%]', 'types[1]', 'hill.q1[1]', 'distinct[2]', 'unique.exact'],
  /** Rises where the text is other text. */
  other: ['novelty[1]', 'divergence.js[1]'],
  /** Copies among examples: they say mode collapse whatever the reference is. */
  copies: ['unique.exact', 'unique.near'],
} as const;
