import { OutcrossError } from '../../base/errors.ts';
import type { ErrorView, JobProgress } from '../wire.ts';
import { Attempt } from './attempt.ts';
import type { JobRecord } from './job.ts';
import type { Asked, JobStore } from './job-folder.ts';
import type { Launch, Processes } from './launch.ts';
import {
  allows,
  cutOff,
  ended,
  hasRun,
  isOver,
  resumed,
  revived,
  started,
  unknown,
  unstarted,
  unwanted,
} from './transitions.ts';

/** Milliseconds. */
export interface Patience {
  /** From the Ctrl-C of a job to its kill. */
  readonly grace: number;
  /** Between two looks at a process that is not ours. */
  readonly look: number;
  /** Between two versions of a record that differ in progress alone. */
  readonly keep: number;
}

export const PATIENCE: Patience = { grace: 10_000, look: 200, keep: 2000 };

/** Ended jobs that are remembered. */
export const MOST_ENDED = 500;

/** What a runner works with. */
export interface RunnerParts {
  readonly store: JobStore;
  readonly launch: Launch;
  readonly processes: Processes;
  /** Of the workspace. */
  readonly folder: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Does something later; the answer prevents it. */
  readonly later: (milliseconds: number, work: () => void) => () => void;
  /** Jobs at once. */
  readonly maxJobs: number;
  /** Every change of a job, also of its progress. Must not throw. */
  readonly onChange: (record: JobRecord) => void;
  /** A job ended, for good unless a person resumes it. `again`: it may have been told before. */
  readonly onEnd: (record: JobRecord, again: boolean) => Promise<void>;
  readonly patience?: Patience;
}

/**
 * Runs jobs, oldest first, some at once. One runner works on a store at a time. Laws, whatever comes in which order:
 * - a job has one process at most: a process does nothing before its id is on the disk, and a runner that finds such an id waits until
 *   that process is gone before it begins the job again;
 * - a job that was begun ends, unless its server is killed; then the next one begins it again, unless a person has cancelled it.
 */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #patience: Patience;
  readonly #jobs = new Map<string, JobRecord>();
  readonly #running = new Map<string, Attempt>();
  /** Files that hold no job. */
  readonly #damaged = new Set<string>();
  /** What goes on outside of turns. */
  readonly #underWay = new Set<Promise<void>>();
  #turn: Promise<unknown> = Promise.resolve();
  #stopping = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#patience = parts.patience ?? PATIENCE;
  }

  /** All jobs, oldest first. */
  get records(): JobRecord[] {
    return [...this.#jobs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Takes in new jobs, those that a server before left, and wishes; begins what can begin. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stopping) return;
      await this.#takeIn();
      for (const asked of await this.#parts.store.asked()) await this.#grant(asked);
      await this.#fill();
    });
  }

  /** Interrupts what runs, so that the next server goes on with it, and settles when all has ended. */
  async stop(): Promise<void> {
    await this.#inTurn(async () => {
      this.#stopping = true;
      for (const attempt of this.#running.values()) attempt.interrupt();
    });
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    await this.#turn;
  }

  /** One change at a time. A store that fails must not stop the server: the next look tries again. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work).catch(() => undefined);
    this.#turn = done;
    return done;
  }

  /** Jobs that are not known yet: new, or left by another server. */
  async #takeIn(): Promise<void> {
    const ids = (await this.#parts.store.ids()).filter((id) => !this.#jobs.has(id) && !this.#damaged.has(id));
    const records = await this.#parts.store.read(ids);
    for (const [i, id] of ids.entries()) {
      const record = records[i];
      if (record === undefined) this.#damaged.add(id);
      else this.#jobs.set(id, record);
    }
    await this.#forgetOld();
    for (const id of ids) {
      const record = this.#jobs.get(id);
      if (record !== undefined) await this.#takeUp(record);
    }
  }

  async #takeUp(record: JobRecord): Promise<void> {
    const { state, paused, told } = record;
    if (state === 'running') return this.#takeUpRunning(record);
    if (paused === true) return this.#note(revived(record, false));
    if (state === 'queued') this.#parts.onChange(record);
    else if (state !== 'interrupted' && told !== true) this.#tell(record, true);
  }

  async #takeUpRunning(record: JobRecord): Promise<void> {
    const { process } = record;
    const here = process !== undefined && process.host === this.#parts.host;
    if (here && this.#parts.processes.isRunning(process.pid, process.start)) {
      this.#parts.onChange(record);
      this.#watch(record.id, this.#parts.clock());
      return;
    }
    await this.#goneWithServer(record);
  }

  /** Waits for a process of the server before to end: it does by itself, being without a lifeline, or is killed. */
  #watch(id: string, since: number): void {
    const { clock, later, processes } = this.#parts;
    later(this.#patience.look, () => {
      void this.#inTurn(async () => {
        const record = this.#jobs.get(id);
        if (record?.state !== 'running' || record.process === undefined || this.#stopping) return;
        const { pid, start } = record.process;
        if (!processes.isRunning(pid, start)) {
          await this.#goneWithServer(record);
          return this.#fill();
        }
        if (clock() - since < this.#patience.grace) return this.#watch(id, since);
        if (start === undefined) return this.#close(unknown(record, this.#now()));
        processes.kill(pid);
        this.#watch(id, since);
      });
    });
  }

  async #goneWithServer(record: JobRecord): Promise<void> {
    const status = await this.#parts.store.statusOf(record.id, record.attempts);
    if (status !== undefined && hasRun(status)) {
      await this.#close(ended(record, { status, signal: null }, this.#now()));
      return;
    }
    const gone = cutOff(record, this.#now());
    await this.#note(gone);
    if (gone.paused === true) await this.#note(revived(gone, true));
    else if (gone.state === 'cancelled') this.#tell(gone, false);
  }

  async #grant(asked: Asked): Promise<void> {
    const record = this.#jobs.get(asked.id);
    if (record !== undefined && allows(record.state, asked.wish)) {
      if (asked.wish === 'resume') await this.#keep(resumed(record));
      else await this.#cancel(record);
    }
    await this.#parts.store.answered(asked);
  }

  async #cancel(record: JobRecord): Promise<void> {
    const next = unwanted(record, this.#now());
    if (isOver(next.state)) return this.#close(next);
    // On the disk before the signal: whoever finds the job after a kill must know that it is not wanted.
    await this.#keep(next);
    const { process } = record;
    const attempt = this.#running.get(record.id);
    if (attempt !== undefined) attempt.interrupt();
    else if (process?.start !== undefined) this.#parts.processes.interrupt(process.pid);
  }

  async #fill(): Promise<void> {
    for (const record of this.records) {
      if (this.#stopping || this.#occupied() >= this.#parts.maxJobs) return;
      if (record.state === 'queued') await this.#start(record);
    }
  }

  #occupied(): number {
    return this.records.filter(({ state }) => state === 'running').length;
  }

  async #start(record: JobRecord): Promise<void> {
    const { store, host, launch, folder, clock, later } = this.#parts;
    const { id } = record;
    let attempt: Attempt | undefined;
    try {
      attempt = await Attempt.prepare(record, {
        launch,
        folder,
        clock,
        later,
        openLog: () => store.openLog(id),
        statusFile: store.statusFile(id, record.attempts + 1),
        grace: this.#patience.grace,
        onProgress: (progress) => this.#progressed(id, progress),
      });
      const { pid, start } = attempt.process;
      const mark = { pid, host, ...(start === undefined ? {} : { start }) };
      await this.#keep(started(record, mark, this.#now()));
      this.#running.set(id, attempt);
      this.#follow(this.#run(id, attempt));
    } catch (error) {
      await attempt?.discard();
      await this.#close(unstarted(record, errorOf(error), this.#now()));
    }
  }

  async #run(id: string, attempt: Attempt): Promise<void> {
    const how = await attempt.run();
    await this.#inTurn(async () => {
      this.#running.delete(id);
      const record = { ...this.#jobs.get(id)!, log: attempt.tail() };
      await this.#close(ended(record, how, this.#now(), this.#stopping));
      await this.#forgetOld();
      await this.#fill();
    });
  }

  #progressed(id: string, progress: JobProgress): void {
    const [record, attempt] = [this.#jobs.get(id), this.#running.get(id)];
    if (record === undefined || attempt === undefined) return;
    const next = { ...record, progress, log: attempt.tail() };
    this.#jobs.set(id, next);
    this.#parts.onChange(next);
    const now = this.#parts.clock();
    if (now - attempt.kept < this.#patience.keep) return;
    attempt.kept = now;
    void this.#inTurn(async () => {
      const latest = this.#jobs.get(id);
      if (latest?.state === 'running') await this.#parts.store.save(latest);
    });
  }

  /** Keeps a record whose work is over, and tells it. */
  async #close(record: JobRecord): Promise<void> {
    await this.#note(record);
    if (record.state !== 'interrupted') this.#tell(record, false);
  }

  /** Where the ledger cannot hear it now, the next server tries again. */
  #tell(record: JobRecord, again: boolean): void {
    this.#follow(
      this.#parts.onEnd(record, again).then(
        () =>
          this.#inTurn(async () => {
            const latest = this.#jobs.get(record.id);
            if (latest === undefined || latest.endedAt !== record.endedAt) return;
            const told = { ...latest, told: true };
            this.#jobs.set(record.id, told);
            await this.#parts.store.save(told);
          }),
        () => undefined,
      ),
    );
  }

  #follow(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** Known from now on, whether or not the disk takes it; throws where it does not. */
  async #keep(record: JobRecord): Promise<void> {
    this.#jobs.set(record.id, record);
    this.#parts.onChange(record);
    await this.#parts.store.save(record);
  }

  /** As `#keep`, for what holds even where the disk does not take it. */
  #note(record: JobRecord): Promise<void> {
    return this.#keep(record).catch(() => undefined);
  }

  async #forgetOld(): Promise<void> {
    const over = this.records.filter(({ state }) => isOver(state));
    const old = over.slice(0, Math.max(0, over.length - MOST_ENDED)).map(({ id }) => id);
    if (old.length === 0) return;
    for (const id of old) this.#jobs.delete(id);
    await this.#parts.store.remove(old);
  }

  #now(): string {
    return new Date(this.#parts.clock()).toISOString();
  }
}

function errorOf(error: unknown): ErrorView {
  if (error instanceof OutcrossError) return error.toJSON();
  return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error) };
}
