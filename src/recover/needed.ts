import type { Subject } from '../compare/subject.ts';
import { type BringBack, bringBack } from '../lab/forecast/bring-back.ts';
import { forecast } from '../lab/forecast/forecast.ts';
import type { ObservedGeneration } from '../lab/forecast/observed.ts';
import type { Forecast, ForecastGeneration } from '../lab/forecast/result.ts';
import type { Share } from '../lab/forecast/share-estimate.ts';
import { total } from '../profile/tally.ts';
import { optimalRealWeight } from '../stats/real-weight.ts';
import { TAIL_ORDERS } from './lost-tail.ts';
import type { Needed, Outlook, OutlookPoint } from './plan.ts';

/** Training sets that are looked ahead. */
export const AHEAD = 10;

/** A longer line is not forecast: a fit to it says nothing that its last generations do not. */
const LONGEST_LINE = 30;

export interface Standing {
  readonly holdout: Subject;
  readonly reservoir: Subject;
  readonly generation: Subject;
  /** Tokens of the generations that stay in the next training set. */
  readonly generatedTokens: number;
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
  const { holdout, reservoir, generation, keep, policyShare, generatedTokens } = standing;
  const here = bringBack(holdout, reservoir, generation, { keep, generations: AHEAD });
  const learner = mostAsking(standing);
  const humanShare = Math.min(
    MOST_SHARE,
    roundUp(Math.max(policyShare, here?.humanShare ?? 0, learner?.share.value ?? 0)),
  );
  const ratio = humanShare / (1 - humanShare);
  const needed: Needed = {
    humanShare,
    generatedTokens,
    humanTokens: Math.ceil(ratio * generatedTokens),
    keep,
    generations: AHEAD,
    ...(here === undefined ? {} : { fromHere: sharesOf(here) }),
    ...(learner === undefined ? {} : { ofLearner: { ...learner.share, order: learner.order } }),
    policy: policyShare,
    bestWeight: optimalRealWeight(ratio),
  };
  const outlook = learner === undefined ? undefined : outlookOf(standing, humanShare, learner.order);
  return { needed, ...(outlook === undefined ? {} : { outlook }) };
}

/** The order of n-grams whose tail needs most human data with this learner, and how much. */
function mostAsking(standing: Standing): { order: number; share: Share } | undefined {
  const asked = TAIL_ORDERS.flatMap((order) => {
    const share = learnerForecast(standing, order, [standing.pastShare ?? 0])?.needed.share;
    return share === undefined ? [] : [{ order, share }];
  });
  return asked.sort((a, b) => b.share.value - a.share.value || a.order - b.order)[0];
}

/** Beside it something generated must find room, or there would be nothing to mix. */
export const MOST_SHARE = 0.99;

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
  order: number,
  real: readonly number[],
  fresh = true,
): Forecast | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const generations = line.length + AHEAD;
  return forecast(reservoir.profile, {
    observed: line,
    order,
    real,
    samples: Math.max(2, unitsOf(generation, order)),
    generations,
    keep,
    alpha,
    fresh,
  });
}

/** n-grams of a subject. */
function unitsOf({ tables }: Subject, order: number): number {
  return total(tables.get(order)!.columns.positions);
}

function outlookOf(standing: Standing, humanShare: number, order: number): Outlook | undefined {
  const { line, pastShare = 0, reservoir, generation } = standing;
  const fresh = reservoir.tokens >= AHEAD * humanShare * generation.tokens;
  const found = learnerForecast(standing, order, [pastShare, humanShare], fresh);
  if (found?.observed === undefined) return undefined;
  const [unchanged, recovered] = found.curves;
  const now = line.length;
  return {
    order,
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
