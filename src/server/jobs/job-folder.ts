import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import { atomicWrite } from '../../base/atomic.ts';
import { type FolderLock, lockFolder } from '../../base/folder-lock.ts';
import { refusing, temporaryName } from '../../base/staged-file.ts';
import { mapInOrder } from '../../corpus/in-order.ts';
import { JOB_ID, JobRecord } from './job.ts';
import { JobLog, type Log, readLog } from './job-log.ts';
import type { Wish } from './transitions.ts';

const RECORD = Compile(JobRecord);

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** What a person asked, by a file that the server which runs the jobs takes away. */
export interface Asked {
  readonly id: string;
  readonly wish: Wish;
}

/** Where jobs are kept, for all servers of a workspace: what a runner needs of it. */
export interface JobStore {
  /** Ids of all jobs, oldest first. */
  ids(): Promise<string[]>;
  /** Each undefined where there is none, or its file is damaged. */
  read(ids: readonly string[]): Promise<(JobRecord | undefined)[]>;
  /** Durable when it resolves. Throws `E_WRITE`. */
  save(record: JobRecord): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  asked(): Promise<Asked[]>;
  /** A wish was granted or refused. */
  answered(asked: Asked): Promise<void>;
  /** What a job says goes there, after what it said before. */
  openLog(id: string): Promise<Log>;
  /** Where an attempt leaves its exit status, the first being 1. */
  statusFile(id: string, attempt: number): string;
  /** Undefined where it left none. */
  statusOf(id: string, attempt: number): Promise<number | undefined>;
}

/** `.outcross/jobs`: a record, a log and what else belongs to a job under its id; for the eyes of its owner. */
export class JobFolder implements JobStore {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Throws `E_WRITE`. */
  async make(): Promise<void> {
    await refusing(this.path, mkdir(this.path, { recursive: true, mode: PRIVATE_FOLDER }));
  }

  async ids(): Promise<string[]> {
    const names = await this.#names();
    return names
      .filter((name) => name.endsWith('.json') && isId(stem(name)))
      .map(stem)
      .sort();
  }

  read(ids: readonly string[]): Promise<(JobRecord | undefined)[]> {
    return mapInOrder(ids, (id) => this.#readOne(id));
  }

  async #readOne(id: string): Promise<JobRecord | undefined> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#record(id), 'utf8'));
      return RECORD.Check(value) && value.id === id ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** A new job. Whoever looks sees it whole or not at all. Throws `E_WRITE`. */
  async create(record: JobRecord, files: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.make();
    for (const [ending, text] of Object.entries(files))
      await this.#writeNew(join(this.path, `${record.id}${ending}`), text);
    await this.#writeNew(this.#record(record.id), textOf(record));
  }

  /** Keeps the mode that `create` gave the file. */
  save(record: JobRecord): Promise<void> {
    return atomicWrite(this.#record(record.id), textOf(record));
  }

  async remove(ids: readonly string[]): Promise<void> {
    const gone = new Set(ids);
    const names = (await this.#names()).filter((name) => gone.has(name.slice(0, name.indexOf('.'))));
    await mapInOrder(names, (name) => rm(join(this.path, name), { force: true }));
  }

  /** Throws `E_WRITE`. */
  async ask({ id, wish }: Asked): Promise<void> {
    const path = join(this.path, `${id}.${wish}`);
    await refusing(path, writeFile(path, '', { mode: PRIVATE_FILE }));
  }

  async asked(): Promise<Asked[]> {
    const found = (await this.#names()).map((name) => /^(.*)\.(cancel|resume)$/.exec(name));
    return found
      .filter((match) => match !== null && isId(match[1]))
      .map((match) => ({ id: match![1], wish: match![2] as Wish }));
  }

  async answered({ id, wish }: Asked): Promise<void> {
    await rm(join(this.path, `${id}.${wish}`), { force: true });
  }

  openLog(id: string): Promise<Log> {
    return JobLog.open(this.#log(id));
  }

  statusFile(id: string, attempt: number): string {
    return join(this.path, `${id}.${attempt}.status`);
  }

  async statusOf(id: string, attempt: number): Promise<number | undefined> {
    const text = await readFile(this.statusFile(id, attempt), 'utf8').catch(() => '');
    return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  }

  /** All of it that is kept. */
  readLog(id: string): Promise<string> {
    return readLog(this.#log(id));
  }

  /** Leave to run the jobs: one server has it. Throws `E_LOCKED`. */
  lead(): Promise<FolderLock> {
    return lockFolder(this.path, 'runs the jobs of');
  }

  #record(id: string): string {
    return join(this.path, `${id}.json`);
  }

  #log(id: string): string {
    return join(this.path, `${id}.log`);
  }

  async #names(): Promise<string[]> {
    return readdir(this.path).catch(() => []);
  }

  async #writeNew(path: string, text: string): Promise<void> {
    const draft = temporaryName(path);
    const file = await refusing(path, open(draft, 'wx', PRIVATE_FILE));
    try {
      await refusing(path, file.writeFile(text));
      await refusing(path, file.sync());
    } finally {
      await file.close();
    }
    await refusing(path, rename(draft, path));
  }
}

function isId(name: string): boolean {
  return JOB_ID.test(name);
}

function stem(name: string): string {
  return name.slice(0, -'.json'.length);
}

function textOf(record: JobRecord): string {
  return `${JSON.stringify(record)}\n`;
}
