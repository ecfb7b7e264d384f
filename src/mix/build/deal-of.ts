import { encodingFor } from '../../corpus/open-part.ts';
import { destinationOf } from '../../corpus/output-format.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { FATES } from '../fate.ts';
import type { Plan } from '../plan.ts';
import { reviewSettings } from '../review.ts';
import type { Survey } from '../survey.ts';
import type { Deal } from './deal.ts';
import type { BuildOptions } from './options.ts';
import { destinations } from './outputs.ts';
import { bucketsFor } from './pieces.ts';

/** How the records of a plan are dealt. */
export function dealOf(spec: CorpusSpec, survey: Survey, plan: Plan, options: BuildOptions): Deal {
  const { shards, firsts, candidates } = survey;
  const { policy, weights, fates } = plan;
  const codes = new Uint8Array(new SharedArrayBuffer(fates.length));
  codes.set(fates);
  return {
    spec,
    shards,
    encodings: destinations(options).map(({ path, how }) => encodingFor(destinationOf(path, how))),
    counts: shards.map((_, i) => (firsts[i + 1] ?? candidates.size) - firsts[i]),
    settings: {
      codes,
      firsts,
      buckets: policy.order === 'input' ? 1 : bucketsFor(shards, options.bucketBytes),
      seed: `${policy.seed}/order`,
      ...(options.review === undefined ? {} : { review: reviewSettings(options.review, spec) }),
      ...(options.rejects === undefined ? {} : { names: FATES.map(({ id }) => id) }),
      ...(weights.rule === 'equal'
        ? {}
        : { weights: { human: weights.human, synthetic: weights.synthetic } }),
    },
  };
}
