import type { JobRecord } from './job.ts';
import type { Asked, JobStore } from './job-folder.ts';
import { idOf, recordOf } from './jobs.test.support.ts';
import type { Launch, Processes } from './launch.ts';
import { Runner } from './runner.ts';
import type { Ended } from './transitions.ts';

const HOST = 'here';
export const GRACE = 100;
export const LOOK = 10;

/** A process of the world. */
interface Process {
  readonly id: string;
  readonly pid: number;
  begun: boolean;
  /** Its server is there. */
  held: boolean;
  /** It heard Ctrl-C. */
  interrupted: boolean;
  readonly statusFile: string;
  readonly end: (how: Ended) => void;
}

/** A disk, processes, a clock and servers that come and go, all of them in memory and all of them told when to do something. */
export class World {
  readonly disk = new Map<string, string>();
  readonly wishes: Asked[] = [];
  readonly statuses = new Map<string, number>();
  /** Jobs that ran to their end. */
  readonly completed = new Set<string>();
  readonly alive = new Map<number, Process>();
  /** Ids of jobs whose process did work, each time that one began. */
  readonly begun: string[] = [];
  /** What must never be. */
  readonly faults: string[] = [];
  readonly ends: JobRecord[] = [];
  readonly changes: JobRecord[] = [];
  now = 0;
  full = false;
  maxJobs = 1;
  runner: Runner | undefined;
  #pids = 0;
  #made = 0;
  #server = 0;
  #waiting: { at: number; server: number; work: () => void }[] = [];

  /** Starts a server. */
  async start(): Promise<void> {
    const server = ++this.#server;
    this.runner = new Runner({
      store: this.#storeOf(server),
      launch: this.#launchOf(server),
      processes: this.#processes,
      folder: '/w',
      host: HOST,
      clock: () => this.now,
      later: (milliseconds, work) => {
        const entry = { at: this.now + milliseconds, server, work };
        this.#waiting.push(entry);
        return () => {
          this.#waiting = this.#waiting.filter((one) => one !== entry);
        };
      },
      maxJobs: this.maxJobs,
      onChange: (record) => void this.changes.push(record),
      onEnd: async (record) => void this.ends.push(record),
      patience: { grace: GRACE, look: LOOK, keep: 20 },
    });
    await this.runner.look();
  }

  /** As kill -9: nothing of the server happens any more, and its processes lose their lifelines. */
  killServer(): void {
    this.runner = undefined;
    this.#server++;
    for (const process of [...this.alive.values()]) {
      process.held = false;
      // What was never let to begin ends at once.
      if (!process.begun) this.alive.delete(process.pid);
    }
  }

  submit(more: Partial<JobRecord> = {}): string {
    const id = idOf(++this.#made);
    this.disk.set(id, JSON.stringify(recordOf({ id, ...more })));
    return id;
  }

  /** The process of a job ends, if it has one. */
  end(id: string, how: Ended): void {
    for (const process of [...this.alive.values()])
      if (process.id === id && process.begun) this.#end(process, how);
  }

  /** Processes that heard Ctrl-C or lost their server end; none ends otherwise. */
  obey(): void {
    for (const process of [...this.alive.values()])
      if (process.interrupted || !process.held) this.#end(process, { status: 130, signal: null });
  }

  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { server, work } of due) if (server === this.#server) work();
    await settle();
  }

  read(id: string): JobRecord {
    return JSON.parse(this.disk.get(id)!);
  }

  #end(process: Process, how: Ended): void {
    this.alive.delete(process.pid);
    if (how.status !== null) this.statuses.set(process.statusFile, how.status);
    if (how.status === 0) this.completed.add(process.id);
    if (process.held) process.end(how);
  }

  #storeOf(server: number): JobStore {
    const living = () => {
      if (server !== this.#server) return new Promise<never>(() => {});
      return undefined;
    };
    return {
      ids: async () => (await living()) ?? [...this.disk.keys()].sort(),
      read: async (ids) => {
        await living();
        return ids.map((id) => this.read(id) ?? undefined);
      },
      save: async (record) => {
        await living();
        if (this.full) throw new Error('no space');
        this.disk.set(record.id, JSON.stringify(record));
      },
      remove: async (ids) => {
        await living();
        for (const id of ids) this.disk.delete(id);
      },
      asked: async () => (await living()) ?? [...this.wishes],
      answered: async (asked) => {
        await living();
        this.wishes.splice(this.wishes.indexOf(asked), 1);
      },
      statusFile: (id, attempt) => `${id}.${attempt}`,
      statusOf: async (id, attempt) => {
        await living();
        return this.statuses.get(`${id}.${attempt}`);
      },
      openLog: async () => {
        await living();
        return { add: async () => {}, tail: () => [], close: async () => {} };
      },
    };
  }

  #launchOf(server: number): Launch {
    return async ({ args, statusFile }, hooks) => {
      if (server !== this.#server) return new Promise<never>(() => {});
      const pid = ++this.#pids;
      let end: (how: Ended) => void = () => {};
      const ended = new Promise<Ended>((resolve) => {
        end = resolve;
      });
      const process: Process = {
        id: args[0],
        pid,
        begun: false,
        held: true,
        interrupted: false,
        statusFile,
        end,
      };
      this.alive.set(pid, process);
      const living = () => server === this.#server && this.alive.has(pid);
      return {
        pid,
        start: `s${pid}`,
        begin: () => {
          if (!living()) return;
          process.begun = true;
          this.#judge(process);
          hooks.onProgress({ label: 'x', done: 1, unit: 'steps' });
        },
        interrupt: () => {
          if (living()) process.interrupted = true;
        },
        kill: () => {
          if (living()) this.#end(process, { status: null, signal: 'SIGKILL' });
        },
        ended,
      };
    };
  }

  /** Holds the first law at the moment at which a process begins to work. */
  #judge({ id, pid }: Process): void {
    this.begun.push(id);
    if (this.completed.has(id)) this.faults.push(`${id} runs though done`);
    for (const other of this.alive.values())
      if (other.id === id && other.pid !== pid && other.begun) this.faults.push(`${id} runs twice`);
    const record = this.read(id);
    if (record.process?.pid !== pid) this.faults.push(`${id} works unknown to the disk`);
    if (record.unwanted === true || record.state === 'cancelled')
      this.faults.push(`${id} runs though cancelled`);
  }

  readonly #processes: Processes = {
    isRunning: (pid, start) => this.alive.has(pid) && (start === undefined || start === `s${pid}`),
    interrupt: (pid) => {
      const process = this.alive.get(pid);
      if (process !== undefined) process.interrupted = true;
    },
    kill: (pid) => {
      const process = this.alive.get(pid);
      if (process !== undefined) this.#end(process, { status: null, signal: 'SIGKILL' });
    },
  };
}

/** Lets all that can happen without time passing happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
