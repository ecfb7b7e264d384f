import { OutcrossError } from '../../base/errors.ts';
import type { Example, ImagePayload } from '../../corpus/example.ts';
import type { Encoder } from '../encoder.ts';
import { describeImage, IMAGE_DESCRIPTOR_ID, IMAGE_DIMENSION } from './descriptor.ts';

/** The built-in descriptors of pictures: no model, no download, the same numbers on every platform. */
export function imageEncoder(): Encoder {
  return {
    id: IMAGE_DESCRIPTOR_ID,
    dimension: IMAGE_DIMENSION,
    encode(examples) {
      const data = new Float32Array(examples.length * IMAGE_DIMENSION);
      for (const [i, example] of examples.entries())
        describeImage(imageOf(example), data, i * IMAGE_DIMENSION);
      return { count: examples.length, dimension: IMAGE_DIMENSION, data };
    },
  };
}

/** The picture of an example. Throws `E_USAGE` where it has none. */
export function imageOf({ id, image }: Example): ImagePayload {
  if (image !== undefined) return image;
  throw new OutcrossError('E_USAGE', `${id} has no picture`, {
    where: id,
    hint: 'Descriptors of pictures need --modality image.',
  });
}
