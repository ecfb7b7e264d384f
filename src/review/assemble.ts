import { seededKey } from '../engine/rows/seeded-key.ts';
import type { NewQueueItem, QueueNeighbour, QueueReason } from '../ledger/queue/item.ts';
import type { Choice, Chosen } from './choose.ts';
import type { CopyOf } from './copies.ts';
import { duplicateWeight } from './duplicate-weight.ts';
import type { Gathered, GatheredItem } from './gather.ts';
import type { QueuePlan, QueueSources } from './queue-sources.ts';

/** The nearest copies of candidates, by their numbers. */
export type Beside = ReadonlyMap<number, readonly CopyOf[]>;

/** A candidate that was chosen, as it was read again. */
export type FoundItem = Chosen & GatheredItem;

/** What items are put together from. */
export interface AssemblyParts {
  readonly choice: Choice;
  readonly gathered: Gathered;
  readonly beside: Beside;
  readonly near: readonly (readonly QueueNeighbour[])[] | undefined;
  readonly sources: QueueSources;
  readonly plan: QueuePlan;
}

/** The items of a queue, in the order of what was found. */
export function assembled(found: readonly FoundItem[], parts: AssemblyParts): NewQueueItem[] {
  const { choice, near, sources, plan } = parts;
  const draws = new Map(choice.sample.map(({ id }, draw) => [id, draw]));
  const disputed = new Set(sources.disputed);
  return found.map((one, i) => {
    const { id, text, seen, file, provenance } = one;
    const sample = draws.get(id);
    const more: QueueReason[] = copyReasons(one, choice);
    if (disputed.has(id))
      more.push({ kind: 'disagreement', text: 'reviewers say different things of it', weight: 1, spans: [] });
    if (sample !== undefined) more.push(drawn(sample, choice));
    const reasons = [...one.reasons, ...more].sort((a, b) => b.weight - a.weight);
    const several = seededKey(`${plan.seed}/overlap`, id) < plan.overlap;
    return {
      id,
      text,
      seen,
      file,
      provenance,
      reasons,
      human: near?.[i] ?? [],
      duplicates: duplicatesOf(one, parts),
      wants: several ? plan.reviewers : 1,
      ...(sample === undefined ? {} : { sample }),
    };
  });
}

function copyReasons({ copyOf, humanCopy }: Chosen, { copies }: Choice): QueueReason[] {
  const reason = (what: string, similarity: number): QueueReason => ({
    kind: 'duplicate',
    text: `${similarity === 1 ? 'repeats' : 'nearly repeats'} ${what}, similarity ${similarity.toFixed(2)}`,
    weight: duplicateWeight(similarity),
    spans: [],
  });
  return [
    ...(copyOf === undefined ? [] : [reason(copies.idOf(copyOf.candidate), copyOf.similarity)]),
    ...(humanCopy === undefined ? [] : [reason(`the human example ${humanCopy.id}`, humanCopy.similarity)]),
  ];
}

function drawn(sample: number, { sample: all, population }: Choice): QueueReason {
  return {
    kind: 'sample',
    text: `drawn at random: ${sample + 1} of ${all.length} out of ${population}`,
    weight: 0,
    spans: [],
  };
}

function duplicatesOf({ candidate }: Chosen, { beside, choice, gathered }: AssemblyParts): QueueNeighbour[] {
  return (beside.get(candidate) ?? []).flatMap(({ candidate: other, similarity }) => {
    const found = gathered.named.get(choice.copies.idOf(other));
    return found === undefined ? [] : [{ ...found, similarity }];
  });
}
