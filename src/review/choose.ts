import type { Shard } from '../corpus/source.ts';
import { planFor } from '../engine/plan-for.ts';
import { type CandidateSettings, type CandidateSummary, marksOf } from '../engine/review/candidate-rows.ts';
import { together, type WeigherSettings } from '../engine/review/weigher.ts';
import { idSet } from '../engine/rows/id-set.ts';
import { type RunRowsOptions, runRows } from '../engine/rows/run-rows.ts';
import { reviewSettings } from '../mix/review.ts';
import { FingerprintCodec } from '../quality/duplicates/fingerprint.ts';
import type { NearIndex } from '../quality/duplicates/near-index.ts';
import { DEFAULT_NEAR } from '../quality/duplicates/settings.ts';
import { Copies, type CopyOf } from './copies.ts';
import { duplicateWeight } from './duplicate-weight.ts';
import type { QueuePlan, QueueSources } from './queue-sources.ts';
import { plannedSample } from './sampling-plan.ts';
import { TopList } from './top-list.ts';

/** A candidate that was chosen. */
export interface Chosen {
  /** From 0, in the order of the corpus. */
  readonly candidate: number;
  readonly id: string;
  /** 0 to 1: what a decision about it tells. */
  readonly weight: number;
  readonly key: number;
  readonly copyOf: CopyOf | undefined;
  /** The human example that it nearly repeats. */
  readonly humanCopy: { readonly id: string; readonly similarity: number } | undefined;
}

/** What the pass over a corpus came to. */
export interface Choice {
  readonly shards: readonly Shard[];
  /** Number of the first candidate of each shard, and of all of them at the end. */
  readonly firsts: readonly number[];
  /** The most telling first. */
  readonly informative: readonly Chosen[];
  /** Drawn at random, in the order of the draw. */
  readonly sample: readonly Chosen[];
  readonly population: number;
  readonly decided: number;
  readonly unreadable: number;
  readonly malformed: number;
  readonly copies: Copies;
}

const SHARD_BYTES = 8 * 1024 * 1024;

/** Of equals the one with the smaller key: drawn, not found first. */
const tellsMore = (a: Chosen, b: Chosen) => (a.weight === b.weight ? drawnBefore(a, b) : a.weight > b.weight);
const drawnBefore = (a: Chosen, b: Chosen) => (a.key === b.key ? a.candidate < b.candidate : a.key < b.key);

/**
 * Reads a corpus once and chooses examples to ask about: those whose decision tells most, and a simple random sample of all by a seeded hash
 * of their ids, so that neither depends on the workers. Memory grows with the queue and, to 500,000 of them, by 350 bytes a candidate.
 */
export async function chooseCandidates(
  sources: QueueSources,
  weighing: WeigherSettings,
  plan: QueuePlan,
  humans: NearIndex | undefined,
  options: RunRowsOptions,
): Promise<Choice> {
  const shards =
    sources.chosen?.shards ?? (await planFor(sources.spec, { ...options, targetBytes: SHARD_BYTES }));
  const informative = new TopList<Chosen>(plan.size, tellsMore);
  const most = plan.error > 0 ? plannedSample(undefined, plan.error) : 0;
  const sample = new TopList<Chosen>(most, drawnBefore);
  const copies = new Copies(DEFAULT_NEAR);
  const codec = new FingerprintCodec(DEFAULT_NEAR);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const counts = { decided: 0, unreadable: 0, malformed: 0 };
  const firsts: number[] = [0];
  const { spec } = sources;
  const settings = candidateSettings(sources, weighing, plan);
  const job = { kernel: 'candidates', settings, spec, shards, outputs: [{ kind: 'bytes' }] } as const;
  let candidate = 0;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind === 'block') {
      const { bytes, ends } = fragment;
      ends.forEach((end, i) => {
        const fingerprint = codec.decode(bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
        const { weight, key } = marksOf(fingerprint.extra);
        const copyOf = copies.add(fingerprint);
        const near = humans?.nearestAtRest(fingerprint);
        const humanCopy = near === undefined ? undefined : { id: near.id, similarity: near.similarity };
        const weights = [
          weight,
          ...[copyOf, humanCopy].map((copy) => (copy ? duplicateWeight(copy.similarity) : 0)),
        ];
        const id = decoder.decode(fingerprint.id);
        const one = { candidate: candidate++, id, weight: together(weights), key, copyOf, humanCopy };
        informative.offer(one);
        sample.offer(one);
      });
    } else if (fragment.kind === 'end') {
      const { decided, unreadable } = fragment.summary as CandidateSummary;
      counts.decided += decided;
      counts.unreadable += unreadable;
      counts.malformed += fragment.malformed;
      firsts.push(candidate);
    }
  }
  const drawn = plan.error > 0 ? plannedSample(candidate, plan.error) : 0;
  return {
    shards,
    firsts,
    informative: informative.sorted(),
    sample: sample.sorted().slice(0, drawn),
    population: candidate,
    ...counts,
    copies,
  };
}

function candidateSettings(
  { spec, review, disputed = [], chosen }: QueueSources,
  weighing: WeigherSettings,
  { seed }: QueuePlan,
): CandidateSettings {
  return {
    ...weighing,
    near: DEFAULT_NEAR,
    seed: `${seed}/sample`,
    ...(review === undefined ? {} : { review: reviewSettings(review, spec) }),
    ...(disputed.length === 0 ? {} : { disputed: idSet(disputed) }),
    ...(chosen === undefined ? {} : { chosen: { codes: inShared(chosen.codes), firsts: chosen.firsts } }),
  };
}

function inShared(codes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(codes.length));
  shared.set(codes);
  return shared;
}
