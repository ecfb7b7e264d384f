import type { Metric, Published } from '../scenarios/scenario.ts';
import type { Estimate } from './aggregate.ts';

/** What a run was, with all defaults settled: the same settings give the same result. A plain value. */
export interface LabSettings {
  readonly scenario: string;
  readonly learner: string;
  /** Loops as written, in the order in which they are compared. */
  readonly loops: readonly string[];
  readonly temperatures: readonly number[];
  /** Empty: all outcomes. */
  readonly topK: readonly number[];
  readonly samples: number;
  readonly generations: number;
  readonly replicates: number;
  readonly seed: string;
  readonly real?: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly text?: readonly string[];
}

export interface LabGeneration {
  readonly generation: number;
  /** By metric; one that does not exist is left out. */
  readonly values: Readonly<Record<string, Estimate>>;
  /** Replicates by verdict of a check of the outputs up to this one. */
  readonly verdicts?: Readonly<Record<string, number>>;
}

export interface LabArm {
  /** Unique in the run. */
  readonly name: string;
  readonly loop: string;
  readonly temperature: number;
  readonly topK?: number;
  readonly generations: readonly LabGeneration[];
  /** The last generation's first metric less that of the first arm, replicate by replicate. Absent for the first arm. */
  readonly against?: Estimate;
}

/** All that a run found. Views add nothing to it. */
export interface LabRun {
  readonly schema: 'outcross.lab-run/1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly scenario: {
    readonly name: string;
    readonly title: string;
    readonly summary: string;
    readonly rows: string;
  };
  readonly settings: LabSettings;
  /** The first is what arms are compared by. */
  readonly metrics: readonly Metric[];
  readonly arms: readonly LabArm[];
  readonly published: readonly Published[];
}
