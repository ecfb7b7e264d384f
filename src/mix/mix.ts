import { OutcrossError } from '../base/errors.ts';
import { planShards } from '../corpus/plan.ts';
import { readShard } from '../corpus/read.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { SurveySettings } from '../engine/rows/survey-rows.ts';
import { HumanModel } from '../lm/human-model.ts';
import { tableOf } from '../profile/profile.ts';
import { NearIndex } from '../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { Signer } from '../quality/duplicates/signature.ts';
import { Tokenizer } from '../text/tokenizer.ts';
import { type BuildOptions, type Built, buildMix } from './build/build.ts';
import { type Plan, plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Survey, type SurveyOptions, survey } from './survey.ts';
import { type HumanProfiles, verdictOf } from './verdict.ts';

/** Verified human data that a mix is built beside. */
export interface MixAnchor extends HumanProfiles {
  /** The holdout as an encoded `NearIndex`: nothing like it may enter. */
  readonly guard: Uint8Array;
  /** Names the holdout in the manifest. */
  readonly digest: string;
  /** How to read the reservoir: asked for where synthetic examples have to earn their place. */
  readonly reservoirCorpus: CorpusSpec;
}

export interface PrepareOptions extends SurveyOptions {
  readonly anchor?: MixAnchor;
}

/** A mix that is planned and not built. */
export interface PreparedMix {
  readonly spec: CorpusSpec;
  readonly survey: Survey;
  readonly plan: Plan;
  readonly anchor?: MixAnchor;
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
  const { anchor, ...rest } = options;
  requireAnchor(policy, anchor);
  const settings = await surveySettings(policy, anchor);
  const surveyed = await survey(spec, settings, rest);
  return {
    spec,
    survey: surveyed,
    plan: plan(surveyed.candidates, policy),
    ...(anchor === undefined ? {} : { anchor }),
  };
}

/** Builds what was planned; see `buildMix`. With an anchor the finished set is held against it, unless `check` is given. */
export function buildPrepared(
  { spec, survey: surveyed, plan: planned, anchor }: PreparedMix,
  options: BuildOptions,
): Promise<Built> {
  const { workers, signal } = options;
  const reading = {
    ...(workers === undefined ? {} : { workers }),
    ...(signal === undefined ? {} : { signal }),
  };
  const anchored =
    anchor === undefined
      ? {}
      : { holdout: anchor.digest, check: (output: string) => verdictOf(output, anchor, reading) };
  return buildMix(spec, surveyed, planned, { ...anchored, ...options });
}

function requireAnchor(policy: Policy, anchor: MixAnchor | undefined): void {
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

async function surveySettings(policy: Policy, anchor: MixAnchor | undefined): Promise<SurveySettings> {
  const seed = `${policy.seed}/rank`;
  if (anchor === undefined) return { seed };
  const { guard, reservoir, reservoirCorpus } = anchor;
  return {
    seed,
    guard,
    ...(policy.tail.minimum > 0 || policy.earned < 1 ? { words: tableOf(reservoir, 1).columns } : {}),
    ...(policy.earned < 1 ? { worth: await worthOf(reservoirCorpus) } : {}),
  };
}

/** Tokens of the reservoir that the human model is trained on: more would change it little and take memory. */
const MODEL_TOKENS = 3_000_000;

/** What the worth of synthetic examples is measured with. */
async function worthOf(spec: CorpusSpec): Promise<NonNullable<SurveySettings['worth']>> {
  const neighbours = new NearIndex();
  const signer = new Signer(neighbours.settings);
  const tokenizer = new Tokenizer();
  const texts: string[] = [];
  let size = 0;
  for (const shard of await planShards(spec)) {
    for await (const examples of readShard(shard, spec, { badRow: () => {}, progress: () => {} })) {
      for (const { id, text } of examples) {
        neighbours.add(id, signer.sign(text));
        // About four characters and a blank a word.
        if (size < MODEL_TOKENS * 5) texts.push(text);
        size += text.length;
      }
    }
  }
  return { human: HumanModel.train(texts, tokenizer).parts, neighbours: encodeNearIndex(neighbours) };
}
