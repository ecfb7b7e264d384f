import { OutcrossError } from '../../base/errors.ts';
import type { Points } from '../learners/points.ts';
import { drawShape, PIXELS, PLACES, SHAPES } from './shapes.ts';

/** Class of an image that is like none. */
export const NO_CLASS = 255;

/** Correlation with the best template below which an image counts as none. */
const ALIKE = 0.7;

interface Template {
  readonly shape: number;
  /** Mean 0, length 1. */
  readonly values: Float64Array;
}

/**
 * The class of each image: that of the template, one for each shape at each place, that correlates best with its pixels; `NO_CLASS` where
 * none does by .7. Correlation knows neither brightness nor contrast. Throws `E_PARAMETER` for images of another size.
 */
export function nearestShapes({ values, dimensions }: Points): Uint8Array {
  requirePixels(dimensions);
  const templates = allTemplates();
  return Uint8Array.from({ length: values.length / dimensions }, (_, row) => {
    const image = values.slice(row * dimensions, (row + 1) * dimensions);
    if (!standardise(image)) return NO_CLASS;
    let best = ALIKE;
    let found = NO_CLASS;
    for (const template of templates) {
      let correlation = 0;
      for (let i = 0; i < PIXELS; i++) correlation += image[i] * template.values[i];
      if (correlation >= best) [best, found] = [correlation, template.shape];
    }
    return found;
  });
}

/** Share of each class, in the order of `SHAPES`, then of none. */
export function classShares(classes: Uint8Array): Float64Array {
  const shares = new Float64Array(SHAPES.length + 1);
  for (const shape of classes) shares[Math.min(shape, SHAPES.length)] += 1 / classes.length;
  return shares;
}

function requirePixels(dimensions: number): void {
  if (dimensions === PIXELS) return;
  throw new OutcrossError('E_PARAMETER', `dimensions must be ${PIXELS}, not ${dimensions}`, {
    where: 'dimensions',
  });
}

function allTemplates(): Template[] {
  return SHAPES.flatMap((drawing, shape) =>
    Array.from({ length: PLACES * PLACES }, (_, place) => {
      const values = new Float64Array(PIXELS);
      drawShape(drawing, values, 0, { left: place % PLACES, top: Math.floor(place / PLACES), brightness: 1 });
      standardise(values);
      return { shape, values };
    }),
  );
}

/** Brings `values` to mean 0 and length 1, in place. False where they are all the same. */
function standardise(values: Float64Array): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let i = 0; i < values.length; i++) values[i] -= mean;
  const length = Math.hypot(...values);
  if (!(length > 0)) return false;
  for (let i = 0; i < values.length; i++) values[i] /= length;
  return true;
}
