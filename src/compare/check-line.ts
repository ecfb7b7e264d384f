import { OutcrossError } from '../base/errors.ts';
import { DEFAULT_ORDER } from '../lm/ngram-builder.ts';
import { assessSteps, type LineAssessment } from './assess.ts';
import { type CheckInput, humanSides, requireComparable } from './comparable.ts';
import { DEFAULT_MARGINS, type Margins } from './margins.ts';
import { modelLine } from './model/model-scores.ts';
import { Comparison, commonSizes } from './pair.ts';
import { DEFAULT_SPACE, MOST_NEIGHBOURS, type SpaceOptions } from './space/measures.ts';

export interface LineOptions {
  /** Error rate of intervals and of the level tests. Default .05. */
  readonly alpha?: number;
  /** Margins other than the calibrated ones. */
  readonly margins?: Partial<Margins>;
  /** Tokens to bring all corpora to; default as many as the smallest has. */
  readonly tokens?: number;
  /** Order of the n-gram models of perplexity. Default 5. */
  readonly lmOrder?: number;
  /** Of the measures on feature vectors: k from 1 to 100, orders from 0. */
  readonly space?: Partial<SpaceOptions>;
}

/** A line that was measured and judged, before it is put into words. */
export interface CheckedLine {
  readonly comparison: Comparison;
  readonly assessed: LineAssessment;
  readonly alpha: number;
  readonly margins: Margins;
}

/**
 * Measures and judges a line of generations against human text, step by step: yields the name of each generation before it is
 * measured, which takes about a second. The holdout is what is measured against; the reservoir, measured the same way, is the
 * baseline. Throws `E_NO_INPUT` without a generation, `E_MERGE` for profiles that were not made alike, `E_EMPTY` for one with
 * too little in it, `E_OPTION` for an option out of range or two generations of one name.
 */
export function* checkLineSteps(
  input: CheckInput,
  options: LineOptions = {},
): Generator<string, CheckedLine, void> {
  const alpha = inRange('alpha', options.alpha ?? 0.05, ...ALPHA_RANGE);
  const margins = marginsOf(options);
  const { tokens, lmOrder = DEFAULT_ORDER } = options;
  if (tokens !== undefined) inRange('tokens', tokens, FEWEST_TOKENS, Number.MAX_SAFE_INTEGER);
  const { holdout, reservoir } = humanSides(input);
  requireComparable(input, { holdout, reservoir });
  const line = input.generations;
  const profiles = line.map((generation) => generation.profile);
  const sizes = commonSizes(reservoir, holdout, profiles, tokens === undefined ? tokens : Math.floor(tokens));
  const human =
    input.training === undefined ? { holdout, reservoir } : { holdout, reservoir, training: input.training };
  const comparison = new Comparison(human, line, { ...sizes, lmOrder, space: spaceOf(options) });
  const models = modelLine(
    line.map(({ name }) => name),
    input.modelScores ?? new Map(),
  );
  const assessed = yield* assessSteps(comparison, {
    alpha,
    margins,
    ...(models === undefined ? {} : { models }),
    ...(input.training === undefined && input.trainingSets === undefined
      ? {}
      : { training: { common: input.training, own: input.trainingSets ?? new Map() } }),
  });
  return { comparison, assessed, alpha, margins };
}

function spaceOf({ space }: LineOptions): SpaceOptions {
  const all = { ...DEFAULT_SPACE, ...space };
  inRange('neighbours', all.k, 1, MOST_NEIGHBOURS);
  if (!Number.isInteger(all.k)) throw new OutcrossError('E_OPTION', `neighbours must be whole, not ${all.k}`);
  for (const q of all.q) inRange('vendi', q, 0, Number.POSITIVE_INFINITY);
  return all;
}

/** As `checkLineSteps`, in one go. */
export function checkLine(input: CheckInput, options: LineOptions = {}): CheckedLine {
  const steps = checkLineSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Error rates that make sense. */
export const ALPHA_RANGE = [1e-6, 0.5] as const;

/** Losses that may be asked for: one above nine tenths is none that matters. */
export const MARGIN_RANGE = [0.001, 0.9] as const;

/** Fewer tokens than this say nothing. */
const FEWEST_TOKENS = 100;

/** What each margin may be. */
const MARGIN_RANGES: Readonly<Record<keyof Margins, readonly [number, number]>> = {
  level: MARGIN_RANGE,
  trend: [0, 0.9],
  centre: MARGIN_RANGE,
  floor: [0.001, 0.999],
  other: [0, 100],
  misfit: [0, 100],
};

function marginsOf(options: LineOptions): Margins {
  const margins = { ...DEFAULT_MARGINS, ...options.margins };
  for (const [key, [low, high]] of Object.entries(MARGIN_RANGES)) {
    inRange(key === 'level' ? 'margin' : `margins.${key}`, margins[key as keyof Margins], low, high);
  }
  return margins;
}

function inRange(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  const range = high === Number.MAX_SAFE_INTEGER ? `be at least ${low}` : `lie in ${low} to ${high}`;
  throw new OutcrossError('E_OPTION', `${name} must ${range}, not ${value}`, {
    where: `--${name}`,
    hint: 'Leave it out for the default.',
  });
}
