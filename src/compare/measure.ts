import type { Estimate, Measured, MeasureName } from './estimate.ts';
import type { Subject } from './subject.ts';

/** What the figures rest on: the whole corpus through its type samples, the example sample, or feature vectors. */
export type Basis = 'corpus' | 'sample' | 'vectors';

/** A quantity that is taken of any subject in the same way. */
export interface Measure {
  readonly name: MeasureName;
  readonly basis: Basis;
  /** Order of the type sample it rests on; says whether it is exact. */
  readonly order: number;
  /** Most tokens of the sample that it is taken of, where less than all. */
  readonly mostTokens?: number;
  /** What it was taken of, where it is neither the whole corpus at the common size nor the example sample. */
  readonly size?: (subject: Subject) => Pick<Measured, 'sampleSize' | 'exact'>;
  /** Undefined where the quantity does not exist. */
  readonly take: (subject: Subject) => Estimate | undefined;
}

/** The name of a signal; see `Signal`. */
export function named(
  id: string,
  family: MeasureName['family'],
  direction: MeasureName['direction'],
  order?: number,
): MeasureName {
  return order === undefined ? { id, family, direction } : { id, family, direction, order };
}
