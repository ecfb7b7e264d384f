import type { ImagePayload } from '../../corpus/example.ts';
import { COLOUR_NUMBERS, colourStatistics } from './colour.ts';
import { BINS, CELLS, gradientHistograms } from './gradients.ts';
import { gridMeans } from './grid.ts';
import { lumaOf } from './luma.ts';
import { reducedImage } from './reduced.ts';

/** Changes with anything that changes a number: descriptors of different ids are never compared. */
export const IMAGE_DESCRIPTOR_ID = 'image-descriptor/1';

/** Cells along a side of which the mean brightness is taken. */
const INTENSITIES = 8;

/** Numbers of a descriptor: 64 of brightness, 144 of gradients, 48 of colour. */
export const IMAGE_DIMENSION = INTENSITIES * INTENSITIES + CELLS * CELLS * BINS + COLOUR_NUMBERS;

/**
 * What is taken off each kind of number, and what it is then multiplied by. The same for all corpora, so that profiles made apart can be
 * compared; chosen so that brightness and gradients weigh about alike in a distance and colour half as much.
 */
const SCALES = {
  brightness: { centre: 0.5, factor: 0.75 },
  gradients: { centre: 0.06, factor: 2 },
  colour: { centre: 0, factor: 1 },
} as const;

/** Writes the descriptor of a picture to `IMAGE_DIMENSION` numbers of `out` from `at` on. */
export function describeImage(image: ImagePayload, out: Float32Array, at = 0): void {
  const luma = lumaOf(image);
  const { width, height } = image;
  let next = at;
  const put = (
    values: Float64Array,
    unit: number,
    { centre, factor }: { centre: number; factor: number },
  ) => {
    for (let i = 0; i < values.length; i++) out[next++] = (values[i] / unit - centre) * factor;
  };
  put(gridMeans(luma, width, height, INTENSITIES), 255, SCALES.brightness);
  put(gradientHistograms(luma, width, height), 1, SCALES.gradients);
  const small = reducedImage(image);
  put(colourStatistics(small, lumaOf(small)), 1, SCALES.colour);
}
