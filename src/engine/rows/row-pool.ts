import type { OutcrossError } from '../../base/errors.ts';
import type { RunHooks } from '../engine.ts';
import { interruptible } from '../interruptible.ts';
import { Mailbox } from '../mailbox.ts';
import { ProgressSum } from '../progress.ts';
import type { RowFragment, RowJob } from './row-job.ts';
import { RowLane, type RowLaneEvent } from './row-lane.ts';

/** Shards, for each worker, that may be read ahead of the one whose turn it is. */
const AHEAD = 4;

/** Runs a job of records in worker threads; yields its fragments in the order of its shards. */
export async function* runRowsInWorkers(
  job: RowJob,
  workers: number,
  hooks: RunHooks = {},
): AsyncGenerator<RowFragment, void> {
  const mailbox = new Mailbox<RowLaneEvent>();
  const progress = new ProgressSum(job.shards, hooks.onProgress);
  const lanes: RowLane[] = [];
  try {
    for (let i = 0; i < workers; i++) lanes.push(new RowLane(job, (event) => mailbox.put(event)));
    const turns = new Turns(job, lanes);
    while (!turns.over) {
      const event = await interruptible(mailbox.take(), hooks.signal);
      if ('failure' in event) turns.fail(event.lane, event.failure);
      else if (event.answer.kind === 'progress') {
        progress.add(event.lane.index!, event.answer.bytes, event.answer.records);
      } else turns.hold(event.lane, event.answer);
      for (let held = turns.next(); held !== undefined; held = turns.next()) {
        yield held.fragment;
        // Only now was it taken: what waits here is bounded by the credit of the lanes.
        if (held.fragment.kind === 'block') held.lane.taken(held.fragment.bytes.length);
      }
    }
  } finally {
    for (const lane of lanes) lane.stop();
  }
}

interface Held {
  readonly lane: RowLane;
  readonly fragment: RowFragment;
}

/** Who reads what, and whose fragments are due. */
class Turns {
  readonly #job: RowJob;
  readonly #lanes: number;
  readonly #idle: RowLane[];
  readonly #held = new Map<number, Held[]>();
  readonly #failures = new Map<number, OutcrossError>();
  /** The shard whose turn it is, and the first that nobody was given. */
  #turn = 0;
  #unread = 0;

  constructor(job: RowJob, lanes: readonly RowLane[]) {
    this.#job = job;
    this.#lanes = lanes.length;
    this.#idle = [...lanes];
    this.#handOut();
  }

  get over(): boolean {
    return this.#turn >= this.#job.shards.length;
  }

  hold(lane: RowLane, fragment: RowFragment): void {
    const held = this.#held.get(fragment.shard);
    if (held === undefined) this.#held.set(fragment.shard, [{ lane, fragment }]);
    else held.push({ lane, fragment });
    if (fragment.kind !== 'end') return;
    lane.index = undefined;
    this.#idle.push(lane);
    this.#handOut();
  }

  /** A lane that dies without a shard was to read the next. */
  fail(lane: RowLane, error: OutcrossError): void {
    this.#failures.set(lane.index ?? this.#turn, error);
    const idle = this.#idle.indexOf(lane);
    if (idle >= 0) this.#idle.splice(idle, 1);
  }

  /** The fragment that is due, if it is here. Throws the failure of the shard whose turn it is, after what came before. */
  next(): Held | undefined {
    const held = this.#held.get(this.#turn)?.shift();
    if (held?.fragment.kind === 'end') {
      this.#held.delete(this.#turn++);
      this.#handOut();
    }
    const failure = held === undefined ? this.#failures.get(this.#turn) : undefined;
    if (failure !== undefined) throw failure;
    return held;
  }

  #handOut(): void {
    if (this.#failures.size > 0) return;
    const { shards } = this.#job;
    const ahead = this.#turn + AHEAD * this.#lanes;
    while (this.#idle.length > 0 && this.#unread < Math.min(shards.length, ahead)) {
      const index = this.#unread++;
      this.#idle.shift()!.read(index, shards[index]);
    }
  }
}
