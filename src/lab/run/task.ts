import type { ExperimentSettings, Values } from '../scenarios/scenario.ts';

/** One of the things that a run compares: a loop under a sampling bias. A plain value. */
export interface Arm {
  /** As `loopOf` or `webOf` reads it, such as `fresh:0.1`. */
  readonly loop: string;
  readonly temperature?: number;
  readonly topK?: number;
}

/** One replicate of one arm: all that determines its values. A plain value, sent to workers. */
export interface ReplicateTask {
  readonly scenario: string;
  readonly experiment: ExperimentSettings;
  readonly arm: Arm;
  /** Share of real rows for loops that take one and were not given it. */
  readonly real?: number;
  /** Refits on synthetic data; there is one model more. */
  readonly generations: number;
  readonly replicate: number;
  /** File that holds what is finished of this replicate, rewritten after every generation. */
  readonly checkpoint?: string;
  /** Finished generations of all jobs: counted up, so that progress shows within a job. */
  readonly ticks?: Int32Array<SharedArrayBuffer>;
}

/** What a replicate gives. A plain value. */
export interface Track {
  /** By generation, from 0: the model that was fitted on real rows alone. */
  readonly values: readonly Values[];
  /** By generation, where the scenario has such words. */
  readonly verdicts?: readonly string[];
}
