import type { Rng } from '../../base/rng.ts';
import type { Points } from '../learners/points.ts';
import { drawShape, PIXELS, PLACES, SHAPES } from './shapes.ts';

/** Images, a row each, and the class of each. */
export interface LabelledImages {
  readonly images: Points;
  readonly classes: Uint8Array;
}

const FAINTEST = 0.5;

const MIDDLE = PLACES >> 1;

/** Standard deviation of the noise on every pixel. */
const NOISE = 0.1;

/** `n` images: a shape by its share, in the middle, of brightness .5 to 1, with a little noise. */
export function shapeImages(n: number, rng: Rng): LabelledImages {
  const values = new Float64Array(n * PIXELS);
  const classes = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    classes[i] = classAt(rng.next());
    const brightness = FAINTEST + (1 - FAINTEST) * rng.next();
    drawShape(SHAPES[classes[i]], values, i * PIXELS, { left: MIDDLE, top: MIDDLE, brightness });
  }
  for (let j = 0; j < values.length; j++) values[j] += NOISE * rng.normal();
  return { images: { values, dimensions: PIXELS }, classes };
}

/** The class whose part of 0 to 1 holds `point`, the parts laid end to end. */
function classAt(point: number): number {
  let sum = 0;
  for (const [i, { share }] of SHAPES.entries()) {
    sum += share;
    if (point < sum) return i;
  }
  return SHAPES.length - 1;
}
