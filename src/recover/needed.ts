import type { Subject } from '../compare/subject.ts';
import { type BringBack, bringBack } from '../lab/forecast/bring-back.ts';
import { forecast } from '../lab/forecast/forecast.ts';
import type { ObservedGeneration } from '../lab/forecast/observed.ts';
import type { Forecast, ForecastGeneration } from '../lab/forecast/result.ts';
import { optimalRealWeight } from '../stats/real-weight.ts';
import type { Needed, Outlook, OutlookPoint } from './plan.ts';

/** Training sets that are looked ahead. */
export const AHEAD = 10;

/** A longer line is not forecast: a fit to it says nothing that its last generations do not. */
const LONGEST_LINE = 30;

export interface Standing {
  readonly holdout: Subject;
  readonly reservoir: Subject;
  readonly generation: Subject;
  /** The line up to the generation. */
  readonly line: readonly ObservedGeneration[];
  /** Share of human data that the line had so far, where it is known. */
  readonly pastShare: number | undefined;
  /** Share of the tail that is to be kept. */
  readonly keep: number;
  /** Least share of human data by the policy. */
  readonly policyShare: number;
  readonly alpha: number;
}

/** How much human data the coming training sets need. */
export function neededOf(standing: Standing): { needed: Needed; outlook?: Outlook } {
  const { holdout, reservoir, generation, keep, policyShare } = standing;
  const here = bringBack(holdout, reservoir, generation, { keep, generations: AHEAD });
  const learner = learnerForecast(standing, [standing.pastShare ?? 0]);
  const ofLearner = learner?.needed.share;
  const humanShare = Math.min(
    MOST_SHARE,
    roundUp(Math.max(policyShare, here?.humanShare ?? 0, ofLearner?.value ?? 0)),
  );
  const tokens = generation.tokens;
  const needed: Needed = {
    humanShare,
    humanTokens: Math.ceil(humanShare * tokens),
    keep,
    generations: AHEAD,
    ...(here === undefined ? {} : { fromHere: sharesOf(here) }),
    ...(ofLearner === undefined ? {} : { ofLearner }),
    policy: policyShare,
    bestWeight: optimalRealWeight(humanShare / (1 - humanShare)),
  };
  const outlook = learner === undefined ? undefined : outlookOf(standing, humanShare, tokens);
  return { needed, ...(outlook === undefined ? {} : { outlook }) };
}

/** Beside it something generated must find room, or there would be nothing to mix. */
const MOST_SHARE = 0.99;

/** To whole percents: a share that suffices must not be rounded down. */
function roundUp(share: number): number {
  return Math.ceil(share * 100 - 1e-9) / 100;
}

function sharesOf({ humanShare, nextShare }: BringBack): Needed['fromHere'] {
  return { share: humanShare, next: nextShare };
}

/** Undefined where there is no tail to forecast, or the line is too long. */
function learnerForecast(
  { reservoir, generation, line, keep, alpha }: Standing,
  real: readonly number[],
  fresh = true,
): Forecast | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const generations = line.length + AHEAD;
  return forecast(reservoir.profile, {
    observed: line,
    real,
    samples: Math.max(2, generation.tokens),
    generations,
    keep,
    alpha,
    fresh,
  });
}

function outlookOf(standing: Standing, humanShare: number, tokens: number): Outlook | undefined {
  const { line, pastShare = 0, reservoir } = standing;
  const fresh = reservoir.tokens >= AHEAD * humanShare * tokens;
  const found = learnerForecast(standing, [pastShare, humanShare], fresh);
  if (found?.observed === undefined) return undefined;
  const [unchanged, recovered] = found.curves;
  const now = line.length;
  return {
    unchanged: points(unchanged.generations.slice(now)),
    // A line that always had this share: where one that takes it up now comes to.
    recovered: points(recovered.generations.slice(now)),
    pastShare,
    pastKnown: standing.pastShare !== undefined,
    fidelity: found.observed.fidelity,
    fidelityInterval: found.observed.interval,
    fresh,
  };
}

/** The next, and the last that is looked ahead. */
function points(generations: readonly ForecastGeneration[]): OutlookPoint[] {
  return [1, AHEAD].flatMap((ahead) => {
    const generation = generations[ahead - 1];
    return generation === undefined ? [] : [{ ahead, ...generation.written.tail }];
  });
}
