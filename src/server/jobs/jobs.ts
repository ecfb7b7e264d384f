import { hostname } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { FolderLock } from '../../base/folder-lock.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import type { Desk } from '../desk.ts';
import type { JobView, NewJob } from '../wire.ts';
import { Announcer } from './announcer.ts';
import { JOB_ID, type JobRecord, viewOf } from './job.ts';
import { recordEnd } from './job-ended.ts';
import { JobFolder } from './job-folder.ts';
import { BINARY, launcher, type Program, SYSTEM } from './launch.ts';
import { newJob } from './new-job.ts';
import { type Patience, Runner } from './runner.ts';
import { allows, isOver, type Wish } from './transitions.ts';

export interface JobsOptions {
  /** What runs a job (default: this package's own). */
  readonly program?: Program;
  readonly env?: NodeJS.ProcessEnv;
  /** Jobs at once (default: 1: each uses all processors). */
  readonly maxJobs?: number;
  readonly patience?: Patience;
  /** Milliseconds between two looks at the folder. */
  readonly look?: number;
}

/** Below the workspace. */
const FOLDER = `${STATE_FOLDER}/jobs`;

const LOOK = 1000;

/** Looks of a server that waits to run the jobs, between two tries. */
const TRIES = 5;

/** Ended jobs of a list, and lines of each job in it and in live messages. */
const LISTED = 100;
const LISTED_LINES = 5;

/** Jobs that wait at most: nobody means more. */
const MOST_WAITING = 100;

/**
 * The jobs of a workspace. Of several servers one runs them; the others see the same jobs, and what they are asked reaches that one by files.
 * Where it is gone, another takes its place.
 */
export class Jobs {
  readonly #desk: Desk;
  readonly #options: JobsOptions;
  readonly #folder: JobFolder;
  readonly #announcer: Announcer;
  /** What a server that does not run the jobs knows of them. */
  #seen = new Map<string, JobRecord>();
  #runner: Runner | undefined;
  #lock: FolderLock | undefined;
  #looks = 0;
  #next: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(desk: Desk, options: JobsOptions) {
    this.#desk = desk;
    this.#options = options;
    this.#folder = new JobFolder(join(desk.workspace.folder, FOLDER));
    const tell = (record: JobRecord) => desk.live.publish({ type: 'job', job: viewOf(record, LISTED_LINES) });
    this.#announcer = new Announcer(tell, desk.clock, later);
  }

  /** Takes up what a server before left. */
  static async open(desk: Desk, options: JobsOptions = {}): Promise<Jobs> {
    const jobs = new Jobs(desk, options);
    await jobs.#look();
    return jobs;
  }

  /** Newest first: all that are not over, and the newest of those that are. */
  list(): JobView[] {
    const newest = this.#records().reverse();
    const over = new Set(newest.filter(({ state }) => isOver(state)).slice(LISTED));
    return newest.filter((record) => !over.has(record)).map((record) => viewOf(record, LISTED_LINES));
  }

  /** Throws `E_NOT_FOUND`. */
  get(id: string): JobView {
    return viewOf(this.#find(id));
  }

  /** All that a job said that is still kept. Throws `E_NOT_FOUND`. */
  log(id: string): Promise<string> {
    return this.#folder.readLog(this.#find(id).id);
  }

  /** Queues a job. Throws as `taskOf`, `E_CONFLICT` where too many wait, `E_WRITE`. */
  async create(asked: NewJob, by: string): Promise<JobView> {
    const { clock, workspace } = this.#desk;
    if (this.#records().filter(({ state }) => state === 'queued').length >= MOST_WAITING) throw tooMany();
    const at = { workspace, folder: FOLDER, now: clock() };
    const { record, files } = await newJob(asked, by, at);
    const { id } = record;
    await this.#folder.create(record, files);
    this.#seen.set(id, record);
    await this.#look();
    return this.get(id);
  }

  /** Throws `E_NOT_FOUND`, `E_CONFLICT` where the state does not allow it, `E_WRITE`. */
  async ask(id: string, wish: Wish): Promise<JobView> {
    const { state } = this.#find(id);
    if (!allows(state, wish)) {
      throw new OutcrossError(
        'E_CONFLICT',
        `a job that is ${state} cannot be ${wish === 'cancel' ? 'cancelled' : 'resumed'}`,
        {
          where: id,
          hint: wish === 'cancel' ? 'It is over.' : 'Start it again as a new job.',
        },
      );
    }
    await this.#folder.ask({ id, wish });
    await this.#look();
    return this.get(id);
  }

  /** Interrupts what runs; the next server goes on with it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#next?.();
    await this.#looking;
    await this.#runner?.stop();
    await this.#lock?.release().catch(() => undefined);
  }

  #records(): JobRecord[] {
    return this.#runner?.records ?? [...this.#seen.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #find(id: string): JobRecord {
    const found = JOB_ID.test(id) ? this.#records().find((record) => record.id === id) : undefined;
    if (found !== undefined) return found;
    throw new OutcrossError('E_NOT_FOUND', 'there is no such job', {
      where: JOB_ID.test(id) ? id : 'id',
      hint: 'The oldest of those that ended are forgotten.',
    });
  }

  /** Looks at the folder now, and again after a while. */
  #look(): Promise<void> {
    this.#next?.();
    this.#looking = this.#looking.then(() => this.#lookOnce()).catch(() => undefined);
    void this.#looking.then(() => {
      if (this.#closed) return;
      this.#next?.();
      this.#next = later(this.#options.look ?? LOOK, () => void this.#look());
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    if (this.#closed) return;
    if (this.#runner !== undefined) return this.#runner.look();
    const ids = await this.#folder.ids();
    if (ids.length === 0) return;
    if (this.#looks++ % TRIES === 0 && (await this.#lead())) return;
    await this.#refresh(ids);
  }

  /** False where another server runs the jobs. */
  async #lead(): Promise<boolean> {
    this.#lock = await this.#folder.lead().catch(() => undefined);
    if (this.#lock === undefined) return false;
    const { workspace, clock } = this.#desk;
    const { program = { file: process.execPath, args: [BINARY] }, env = process.env } = this.#options;
    const { maxJobs = 1, patience } = this.#options;
    const runner = new Runner({
      store: this.#folder,
      launch: launcher(program, env, workspace),
      processes: SYSTEM,
      folder: workspace.folder,
      host: hostname(),
      clock,
      later,
      maxJobs,
      onChange: (record) => this.#announcer.announce(record),
      onEnd: (record, again) => recordEnd(record, again, this.#desk),
      ...(patience === undefined ? {} : { patience }),
    });
    await runner.look();
    this.#runner = runner;
    return true;
  }

  async #refresh(ids: readonly string[]): Promise<void> {
    const all = this.#looks % TRIES === 0;
    const asked = ids.filter((id) => {
      const known = this.#seen.get(id);
      return all || known === undefined || !isOver(known.state) || known.state === 'interrupted';
    });
    for (const record of await this.#folder.read(asked)) {
      if (record === undefined) continue;
      const known = this.#seen.get(record.id);
      this.#seen.set(record.id, record);
      if (JSON.stringify(known) !== JSON.stringify(record)) this.#announcer.announce(record);
    }
    const there = new Set(ids);
    for (const id of this.#seen.keys()) if (!there.has(id)) this.#seen.delete(id);
  }
}

/** As `setTimeout`; what waits keeps no process alive. */
function later(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds).unref();
  return () => clearTimeout(timer);
}

function tooMany(): OutcrossError {
  return new OutcrossError('E_CONFLICT', `${MOST_WAITING} jobs wait already`, {
    hint: 'Cancel some, or wait.',
  });
}
