import type { Rng } from '../../base/rng.ts';
import type { Batch, Learner } from '../learner.ts';

/** A quantity that is measured of every model. */
export interface Metric {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it is, with its formula or unit. */
  readonly meaning: string;
  readonly worse: 'higher' | 'lower' | 'neither';
  /** What the truth itself has, where that is known. */
  readonly truth?: number;
  /** Values may lie below 0; without it no axis goes there. */
  readonly signed?: boolean;
  /** Plots are on a logarithmic axis. */
  readonly logarithmic?: boolean;
}

/** What somebody else found, to hold the run against. */
export interface Published {
  readonly finding: string;
  readonly source: string;
}

/** A number of the scenario that `--set` changes. */
export interface Parameter {
  readonly name: string;
  readonly meaning: string;
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** What an experiment is made with. A plain value. */
export interface ExperimentSettings {
  readonly learner: string;
  /** Rows of a training set. */
  readonly samples: number;
  /** Values of the scenario's parameters, all of them. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Files of text, for scenarios about text. */
  readonly text?: readonly string[];
  readonly seed: string;
}

/** All that may be known of one generation when it is measured. */
export interface Step<D, M> {
  readonly generation: number;
  readonly learner: Learner<D, M>;
  readonly model: M;
  readonly batch: Batch<D>;
  /** Real rows that model 0 was fitted on. */
  readonly initial: D;
  /** What this model put out: at least `samples` rows. */
  readonly output: D;
}

/** Values by metric; one that does not exist is left out. */
export type Values = Readonly<Record<string, number>>;

/** A scenario made concrete: what learns, what is true, how the loss is measured. */
export interface Experiment<D = unknown, M = unknown> {
  /** The first is a line's; the open web gives them out in turn. */
  readonly learners: readonly [Learner<D, M>, ...Learner<D, M>[]];
  /** `n` real rows, in an order that says nothing. */
  real(n: number, rng: Rng): D | Promise<D>;
  /** For each row whether it is right: 1, or 0. */
  right?(data: D): Uint8Array;
  /** Randomness of the measurement itself is from `rng`. */
  measure(step: Step<D, M>, rng: Rng): Values | Promise<Values>;
  /** A word for every output of a finished line, such as the verdict of a check. `outputs` from generation 0. */
  verdicts?(outputs: readonly D[]): readonly string[] | Promise<readonly string[]>;
}

/** A named experiment with its defaults, without its code. */
export interface ScenarioDefinition {
  readonly name: string;
  readonly title: string;
  /** One line. */
  readonly summary: string;
  /** Names of learners that it can be run with, the default first, each with one line. */
  readonly learners: readonly { readonly name: string; readonly summary: string }[];
  readonly defaults: {
    readonly loops: readonly string[];
    readonly samples: number;
    readonly generations: number;
    readonly replicates: number;
  };
  /** Fewest rows that a training set may have. */
  readonly leastSamples: number;
  /** What a row is: `draws`, `paragraphs`. */
  readonly rows: string;
  readonly parameters: readonly Parameter[];
  /** The first is what loops are compared by. */
  readonly metrics: readonly Metric[];
  /** Whether rows can be told right from wrong. */
  readonly judges?: boolean;
  /** A generation takes seconds: finished generations are kept, and jobs go to workers even if they are few. */
  readonly slow?: boolean;
  readonly published: readonly Published[];
}

/** A named experiment. Its code is loaded when it is run. */
export interface Scenario extends ScenarioDefinition {
  load(settings: ExperimentSettings): Promise<Experiment>;
}
