import { OutcrossError } from '../base/errors.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { SurveySettings } from '../engine/rows/survey-rows.ts';
import { tableOf } from '../profile/profile.ts';
import type { MixAnchor } from './anchor.ts';
import type { Built } from './build/build.ts';
import { buildMix } from './build/build-mix.ts';
import type { BuildOptions } from './build/options.ts';
import { worthMeasures } from './measure-worth.ts';
import { type Plan, plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type MixReview, reviewSettings } from './review.ts';
import { type Survey, type SurveyOptions, survey } from './survey.ts';
import { verdictOf } from './verdict.ts';

export interface PrepareOptions extends SurveyOptions {
  readonly anchor?: MixAnchor;
  /** What people decided about examples: obeyed. */
  readonly review?: MixReview;
}

export type { Built } from './build/build.ts';

/** A mix that is planned and not built. */
export interface PreparedMix {
  readonly spec: CorpusSpec;
  readonly survey: Survey;
  readonly plan: Plan;
  readonly anchor?: MixAnchor;
  readonly review?: MixReview;
}

/**
 * Looks at a corpus and plans a mix of it. Throws as `survey`; `E_POLICY` where the policy asks for what only an anchor can tell: a
 * tail quota, or merit.
 */
export async function prepareMix(
  spec: CorpusSpec,
  policy: Policy,
  options: PrepareOptions = {},
): Promise<PreparedMix> {
  const { anchor, review, ...rest } = options;
  requireAnchor(policy, anchor);
  const obeyed = review === undefined ? undefined : reviewSettings(review, spec);
  const settings = {
    ...(await surveySettings(policy, anchor)),
    ...(obeyed === undefined ? {} : { review: obeyed }),
  };
  const surveyed = await survey(spec, settings, rest);
  return {
    spec,
    survey: surveyed,
    plan: plan(surveyed.candidates, policy),
    ...(anchor === undefined ? {} : { anchor }),
    ...(review === undefined ? {} : { review }),
  };
}

/** Builds what was planned; see `buildMix`. With an anchor the finished set is held against it, unless `check` is given. */
export function buildPrepared(
  { spec, survey: surveyed, plan: planned, anchor, review }: PreparedMix,
  options: BuildOptions,
): Promise<Built> {
  const { workers, engine, signal } = options;
  const reading = {
    ...(workers === undefined ? {} : { workers }),
    ...(engine === undefined ? {} : { engine }),
    ...(signal === undefined ? {} : { signal }),
  };
  // The set is written in a format of its own, with the fields of its inputs.
  const { format: _, ...fields } = spec;
  const anchored =
    anchor === undefined
      ? {}
      : {
          holdout: anchor.digest,
          check: (output: string) => verdictOf({ ...fields, inputs: [output] }, anchor, reading),
        };
  const obeyed = review === undefined ? {} : { review };
  return buildMix(spec, surveyed, planned, { ...anchored, ...obeyed, ...options });
}

/** Throws `E_POLICY` for a policy that asks for what only an anchor can tell. */
export function requireAnchor(policy: Pick<Policy, 'tail' | 'earned'>, anchor: unknown): void {
  if (anchor !== undefined) return;
  const asks = policy.tail.minimum > 0 ? 'tail.minimum' : policy.earned < 1 ? 'earned' : undefined;
  if (asks === undefined) return;
  throw new OutcrossError(
    'E_POLICY',
    `${asks} needs an anchor: only verified human data tell what the tail is`,
    {
      where: asks,
      hint: 'Make one with outcross anchor, and name it with --anchor.',
    },
  );
}

/** What a survey must look for, so that this policy can be planned. Throws as `worthMeasures`. */
export async function surveySettings(
  policy: Pick<Policy, 'seed' | 'tail' | 'earned'>,
  anchor: MixAnchor | undefined,
): Promise<SurveySettings> {
  const seed = `${policy.seed}/rank`;
  if (anchor === undefined) return { seed };
  const { guard, reservoir, reservoirCorpus } = anchor;
  return {
    seed,
    guard,
    ...(policy.tail.minimum > 0 || policy.earned < 1 ? { words: tableOf(reservoir, 1).columns } : {}),
    ...(policy.earned < 1 ? { worth: await worthMeasures(reservoirCorpus) } : {}),
  };
}
