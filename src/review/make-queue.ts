import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical.ts';
import { OutcrossError } from '../base/errors.ts';
import { NEAREST } from '../engine/review/neighbour-rows.ts';
import type { WeigherSettings } from '../engine/review/weigher.ts';
import type { RunRowsOptions } from '../engine/rows/run-rows.ts';
import type { NewQueue, NewQueueItem } from '../ledger/queue/item.ts';
import { worthMeasures } from '../mix/measure-worth.ts';
import { decodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { assembled, type Beside, type FoundItem } from './assemble.ts';
import { type Choice, type Chosen, chooseCandidates } from './choose.ts';
import { type Gathered, gatherItems, humanNeighbours } from './gather.ts';
import { interleaved } from './order.ts';
import type { QueuePlan, QueueSources } from './queue-sources.ts';

/** A queue that is not stored yet. */
export interface MadeQueue {
  readonly items: readonly NewQueueItem[];
  /** Examples that could be asked about. */
  readonly population: number;
  /** Items of the random sample. */
  readonly sampled: number;
  /** Passed over; see `CandidateSummary`. */
  readonly decided: number;
  readonly unreadable: number;
  readonly malformed: number;
}

/**
 * Makes a queue of the examples about which a person's decision tells most, and a random sample of all. The same inputs and plan give the same
 * items, whatever the workers. Throws as readers do; `E_PARAMETER` for a plan out of bounds, `E_UNSUPPORTED` for standard input,
 * which cannot be read twice, and for content that is no text; `E_EMPTY` where there is nothing to ask about.
 */
export async function makeQueue(
  sources: QueueSources,
  plan: QueuePlan,
  options: RunRowsOptions = {},
): Promise<MadeQueue> {
  requirePlan(plan);
  requireReadable(sources);
  const { human, filter } = sources;
  const worth = human === undefined ? undefined : await worthMeasures(human.spec);
  const humans = worth === undefined ? undefined : decodeNearIndex(worth.neighbours);
  const weighing: WeigherSettings = {
    filter,
    ...(human === undefined ? {} : { words: human.words, human: worth!.human }),
  };
  const choice = await chooseCandidates(sources, weighing, plan, humans, options);
  const { population, decided, unreadable, malformed } = choice;
  if (population === 0) throw nothing(sources, decided);
  const chosen = interleaved(choice.informative, choice.sample);
  const beside = copiesOf(chosen, choice);
  const gathered = await gatherItems(sources, weighing, askFor(chosen, beside, choice), options);
  const found = withItems(chosen, gathered);
  const near =
    human === undefined ? undefined : await humanNeighbours(found, human, humans!.length, plan.seed, options);
  const items = assembled(found, { choice, gathered, beside, near, sources, plan });
  const sampled = items.filter(({ sample }) => sample !== undefined).length;
  return { items, population, sampled, decided, unreadable, malformed };
}

/** The queue of what was made, under a name that follows from all of it. */
export function queueHeader(
  { items, population, sampled }: MadeQueue,
  { seed, error, reviewers, overlap }: QueuePlan,
  made: Pick<NewQueue, 'createdAt' | 'createdBy' | 'corpora'>,
): NewQueue {
  const listed = items.map(({ id, seen }) => [id, seen]);
  const digest = createHash('sha256')
    .update(canonicalJson({ ...made, seed, listed }))
    .digest('hex');
  const id = `q-${made.createdAt.slice(0, 10)}-${digest.slice(0, 8)}`;
  return { id, ...made, seed, reviewers, overlap, error, population, sampled };
}

/** Beyond this a queue is a corpus of its own. */
const LARGEST = 1_000_000;

function requirePlan({ size, error, reviewers, overlap }: QueuePlan): void {
  const fault = !(Number.isSafeInteger(size) && size >= 0 && size <= LARGEST)
    ? ['size', `${size}; it must be a whole number from 0 to ${LARGEST}`]
    : !(error === 0 || (error >= 0.002 && error <= 0.5))
      ? ['error', `${error}; it must be from 0.002 to 0.5, or 0 for no sample`]
      : !(Number.isSafeInteger(reviewers) && reviewers >= 1 && reviewers <= 10)
        ? ['reviewers', `${reviewers}; it must be a whole number from 1 to 10`]
        : !(overlap >= 0 && overlap <= 1)
          ? ['overlap', `${overlap}; it must be from 0 to 1`]
          : size === 0 && error === 0
            ? ['size', '0, and no sample is asked for: nothing would be in the queue']
            : undefined;
  if (fault !== undefined)
    throw new OutcrossError('E_PARAMETER', `${fault[0]} is ${fault[1]}`, { where: fault[0] });
}

function requireReadable({ spec }: QueueSources): void {
  if (spec.inputs.includes('-'))
    throw new OutcrossError(
      'E_UNSUPPORTED',
      'a queue reads its corpora twice, and standard input comes once',
      {
        where: '-',
        hint: 'Write it to a file first.',
      },
    );
  const { modality = 'text' } = spec;
  if (modality === 'text' || modality === 'code') return;
  throw new OutcrossError('E_UNSUPPORTED', `a queue is of texts, not of the modality ${modality}`, {
    where: '--modality',
  });
}

function nothing({ spec: { inputs } }: QueueSources, decided: number): OutcrossError {
  const where = inputs.length === 1 ? inputs[0] : `${inputs[0]} and ${inputs.length - 1} more`;
  const why =
    decided > 0 ? `all ${decided} examples are decided about` : 'there is no example that is not human';
  return new OutcrossError('E_EMPTY', `nothing to ask about: ${why}`, {
    where,
    hint: 'Name corpora that models wrote, with their provenance: outcross tag.',
  });
}

function copiesOf(chosen: readonly Chosen[], { copies }: Choice): Beside {
  return copies.nearest(new Set(chosen.map(({ candidate }) => candidate)), NEAREST);
}

function askFor(chosen: readonly Chosen[], beside: Beside, choice: Choice) {
  const wanted = new Set(chosen.map(({ id }) => id));
  const named = new Set([...beside.values()].flat().map(({ candidate }) => choice.copies.idOf(candidate)));
  const numbers = [
    ...chosen.map(({ candidate }) => candidate),
    ...[...beside.values()].flat().map(({ candidate }) => candidate),
  ];
  const { shards, firsts } = choice;
  const held = new Set(numbers.map((number) => shardOf(number, firsts)));
  return { wanted, named, shards: shards.filter((_, i) => held.has(i)) };
}

/** The shard of a candidate: the last that begins at or before it. */
function shardOf(candidate: number, firsts: readonly number[]): number {
  let [low, high] = [0, firsts.length - 1];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= candidate) low = middle;
    else high = middle;
  }
  return low;
}

/** Those that are still there, each id once. */
function withItems(chosen: readonly Chosen[], { items }: Gathered): FoundItem[] {
  const met = new Set<string>();
  return chosen.flatMap((one) => {
    const item = items.get(one.id);
    if (item === undefined || met.has(one.id)) return [];
    met.add(one.id);
    return [{ ...one, ...item }];
  });
}
