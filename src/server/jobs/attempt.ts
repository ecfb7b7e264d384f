import type { JobProgress } from '../wire.ts';
import type { JobRecord } from './job.ts';
import type { Log } from './job-log.ts';
import type { Launch, Launched } from './launch.ts';
import type { News } from './news.ts';
import { Pace } from './pace.ts';
import type { Ended } from './transitions.ts';

export interface AttemptParts {
  readonly launch: Launch;
  /** Of the workspace. */
  readonly folder: string;
  readonly openLog: () => Promise<Log>;
  readonly statusFile: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Does something later; the answer prevents it. */
  readonly later: (milliseconds: number, work: () => void) => () => void;
  /** Milliseconds from the Ctrl-C to the kill. */
  readonly grace: number;
  readonly onProgress: (progress: JobProgress) => void;
}

/** One process of a job, its log, and how far it is. */
export class Attempt {
  /** When its record was kept last. */
  kept: number;
  readonly process: Launched;
  readonly #log: Log;
  readonly #parts: AttemptParts;
  /** Prevents the kill after a Ctrl-C. */
  #spare: (() => void) | undefined;

  private constructor(process: Launched, log: Log, parts: AttemptParts) {
    this.process = process;
    this.#log = log;
    this.#parts = parts;
    this.kept = parts.clock();
  }

  /** A process that stands ready. Throws as `Launch`. */
  static async prepare({ args, by, command, attempts }: JobRecord, parts: AttemptParts): Promise<Attempt> {
    const { launch, folder, statusFile, clock, onProgress } = parts;
    const log = await parts.openLog();
    await log.add([`$ ${command}`]);
    const pace = new Pace();
    let writing: Promise<void> = Promise.resolve();
    try {
      const hooks = {
        // Two streams, one file.
        onLines: (lines: readonly string[]) => {
          writing = writing.then(() => log.add(lines));
          return writing;
        },
        onProgress: (news: NonNullable<News['progress']>) => onProgress(progressOf(news, pace, clock())),
      };
      return new Attempt(
        await launch({ args, folder, by, statusFile, again: attempts > 0 }, hooks),
        log,
        parts,
      );
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /** The last lines that it said. */
  tail(): string[] {
    return this.#log.tail();
  }

  /** Lets it begin, and settles when it has ended. */
  async run(): Promise<Ended> {
    this.process.begin();
    const how = await this.process.ended;
    this.#spare?.();
    await this.#log.close();
    return how;
  }

  /** As Ctrl-C; what does not end by it is killed. */
  interrupt(): void {
    if (this.#spare !== undefined) return;
    this.process.interrupt();
    this.#spare = this.#parts.later(this.#parts.grace, () => this.process.kill());
  }

  /** For one that was never let to begin. */
  async discard(): Promise<void> {
    this.process.kill();
    await this.#log.close();
  }
}

function progressOf(
  { label, done, total, unit }: NonNullable<News['progress']>,
  pace: Pace,
  now: number,
): JobProgress {
  pace.add(now, done, total);
  const secondsLeft = pace.secondsLeft(now);
  return {
    label,
    done,
    unit,
    ...(total === undefined ? {} : { total, share: total === 0 ? 1 : Math.min(1, done / total) }),
    ...(secondsLeft === undefined ? {} : { secondsLeft }),
  };
}
