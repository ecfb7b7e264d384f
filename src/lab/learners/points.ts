import { OutcrossError } from '../../base/errors.ts';
import type { Batch, Rows } from '../learner.ts';

/** Points of one dimension or more, row-major: point i is `values[i * dimensions, (i + 1) * dimensions)`. */
export interface Points {
  readonly values: Float64Array;
  readonly dimensions: number;
}

/** Points as rows. `concat` and the rest throw `E_PARAMETER` where the numbers of dimensions differ. */
export function pointRows(dimensions: number): Rows<Points> {
  return {
    size: ({ values }) => values.length / dimensions,
    concat: (parts) => {
      for (const part of parts) requireDimensions(part, dimensions);
      const values = new Float64Array(parts.reduce((sum, part) => sum + part.values.length, 0));
      let at = 0;
      for (const part of parts) {
        values.set(part.values, at);
        at += part.values.length;
      }
      return { values, dimensions };
    },
    take: ({ values }, indices) => {
      const taken = new Float64Array(indices.length * dimensions);
      if (dimensions === 1) for (let i = 0; i < indices.length; i++) taken[i] = values[indices[i]];
      else {
        for (let i = 0; i < indices.length; i++) {
          const from = indices[i] * dimensions;
          for (let j = 0; j < dimensions; j++) taken[i * dimensions + j] = values[from + j];
        }
      }
      return { values: taken, dimensions };
    },
  };
}

/** Throws `E_PARAMETER` unless the points have so many dimensions. */
export function requireDimensions(points: Points, dimensions: number): void {
  if (points.dimensions === dimensions && points.values.length % dimensions === 0) return;
  const message = `the points have ${points.dimensions} dimensions, and the learner ${dimensions}`;
  throw new OutcrossError('E_PARAMETER', message, { where: 'dimensions' });
}

/** Throws `E_PARAMETER` where fewer than `least` of `rows` rows count, or a weight is negative, missing or no number. */
export function requireRows<D>({ weights }: Batch<D>, rows: number, least: number): void {
  let counted = rows;
  if (weights !== undefined) {
    if (weights.length !== rows) {
      throw new OutcrossError('E_PARAMETER', `there are ${weights.length} weights for ${rows} rows`);
    }
    counted = 0;
    for (let i = 0; i < rows; i++) {
      if (!(weights[i] >= 0 && weights[i] < Infinity)) {
        throw new OutcrossError(
          'E_PARAMETER',
          `weight ${i} must be a finite number from 0, not ${weights[i]}`,
        );
      }
      if (weights[i] > 0) counted++;
    }
  }
  if (counted >= least) return;
  throw new OutcrossError('E_PARAMETER', `a fit needs at least ${least} samples, not ${counted}`, {
    where: 'samples',
  });
}
