import type { JobState } from '../wire.ts';
import type { JobRecord } from './job.ts';

/** Milliseconds between two messages about a job whose state stays. */
const SPACING = 250;

interface Told {
  readonly state: JobState;
  readonly at: number;
  /** What came since, and waits. */
  waiting?: JobRecord;
}

/** Lets every change of state through at once, and of progress a few a second: the newest always comes. */
export class Announcer {
  readonly #tell: (record: JobRecord) => void;
  readonly #clock: () => number;
  readonly #later: (milliseconds: number, work: () => void) => () => void;
  readonly #told = new Map<string, Told>();

  constructor(
    tell: (record: JobRecord) => void,
    clock: () => number,
    later: (milliseconds: number, work: () => void) => () => void,
  ) {
    this.#tell = tell;
    this.#clock = clock;
    this.#later = later;
  }

  announce(record: JobRecord): void {
    const told = this.#told.get(record.id);
    const now = this.#clock();
    if (told === undefined || told.state !== record.state || now - told.at >= SPACING) {
      this.#now(record, now);
      return;
    }
    if (told.waiting === undefined) this.#later(SPACING, () => this.#waited(record.id));
    told.waiting = record;
  }

  #waited(id: string): void {
    const record = this.#told.get(id)?.waiting;
    if (record !== undefined) this.#now(record, this.#clock());
  }

  #now(record: JobRecord, at: number): void {
    if (record.state === 'running') this.#told.set(record.id, { state: record.state, at });
    else this.#told.delete(record.id);
    this.#tell(record);
  }
}
