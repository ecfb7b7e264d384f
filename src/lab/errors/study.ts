import type { Rng } from '../../base/rng.ts';

/** The three errors that Shumailov et al. 2024 tell apart, in the order of the factorial's bits. */
export const FACTORS = ['statistical', 'expressivity', 'approximation'] as const;
export type Factor = (typeof FACTORS)[number];

/** Which errors are made. */
export type Cell = Readonly<Record<Factor, boolean>>;

/** Ways in which a solver can fall short. */
export const LIMITS = ['early-stopped', 'regularised', 'high-step'] as const;
export type Limit = (typeof LIMITS)[number];

/** What a study is made with. A plain value. */
export interface StudySettings {
  readonly learner: string;
  /** Rows of a generation where the sample is finite. */
  readonly samples: number;
  readonly generations: number;
  readonly limit: Limit;
  readonly text?: readonly string[];
}

/** A line under replace, with each of the errors made or not. */
export interface Study {
  /**
   * Loss of models 0 to `generations`; model 0 is fitted on the truth. `rng` is the replicate's: the same for all cells, so
   * that their differences are of the errors.
   */
  losses(cell: Cell, rng: Rng): number[] | Promise<number[]>;
}

/** A study that can be asked for. Its code is loaded when it is run. */
export interface StudyEntry {
  readonly name: string;
  readonly title: string;
  /** What each error is here: made, and not made. */
  readonly levels: Readonly<Record<Factor, { readonly off: string; readonly on: string }>>;
  /** What the limited solver does, for each limit that the study has, the default first. */
  readonly limits: Readonly<Partial<Record<Limit, string>>>;
  readonly loss: { readonly title: string; readonly meaning: string };
  readonly defaults: { readonly samples: number; readonly generations: number; readonly replicates: number };
  readonly leastSamples: number;
  /** What a row is. */
  readonly rows: string;
  readonly slow?: boolean;
  load(settings: StudySettings): Promise<Study>;
}

/** Whether the factor at each bit of `set` is on. */
export function cellOf(set: number): Cell {
  const [statistical, expressivity, approximation] = FACTORS.map((_, i) => ((set >> i) & 1) === 1);
  return { statistical, expressivity, approximation };
}
