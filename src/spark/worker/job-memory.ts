import type { Thresholds } from '../../profile/accumulator.ts';

/**
 * What a process that does task after task knows of the job that it works at: the thresholds of the last part that it made. A job's parts
 * are all merged, so that the next begins with them. Of one job at a time.
 */
export class JobMemory {
  #job: string | undefined;
  #thresholds: Thresholds | undefined;

  /** Of an earlier task of this job; undefined where there was none. */
  thresholdsOf(job: string): Thresholds | undefined {
    return this.#job === job ? this.#thresholds : undefined;
  }

  keep(job: string, thresholds: Thresholds): void {
    this.#job = job;
    this.#thresholds = thresholds;
  }
}
