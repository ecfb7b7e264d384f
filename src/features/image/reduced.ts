import type { ImagePayload } from '../../corpus/example.ts';
import { fitWithin, resizeArea } from '../../corpus/images/shrink.ts';

/** Longest side of a reduced picture: that of thumbnails, and at which colours are counted, as more pixels would tell no more. */
export const REDUCED_SIDE = 56;

const reduced = new WeakMap<ImagePayload, ImagePayload>();

/** The picture at `REDUCED_SIDE`, made once however many ask for it. */
export function reducedImage(image: ImagePayload): ImagePayload {
  const known = reduced.get(image);
  if (known !== undefined) return known;
  const made = resizeArea(image, ...fitWithin(image.width, image.height, REDUCED_SIDE));
  reduced.set(image, made);
  return made;
}
