import type { ImagePayload } from '../../corpus/example.ts';
import { lumaOf } from './luma.ts';
import { REDUCED_SIDE, reducedImage } from './reduced.ts';

/** Longest side of a picture that a profile keeps. */
export const THUMBNAIL_SIDE = REDUCED_SIDE;

/**
 * A small picture as a profile keeps it: brightness of every pixel, and where it has colours the two differences of JPEG (JFIF) for
 * each 2 x 2 pixels, half of the bytes of RGB. Whole numbers alone and no compressor, whose output would depend on its version.
 */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Brightness, then both differences: `thumbnailBytes` of them. */
  readonly data: Uint8Array;
}

/** Bytes of a thumbnail of these sizes. */
export function thumbnailBytes({ width, height, channels }: Omit<Thumbnail, 'data'>): number {
  return width * height + (channels === 3 ? 2 * half(width) * half(height) : 0);
}

function half(side: number): number {
  return (side + 1) >> 1;
}

export function thumbnailOf(image: ImagePayload): Thumbnail {
  const small = reducedImage(image);
  const { width, height, channels } = small;
  const luma = lumaOf(small);
  if (channels === 1) return { width, height, channels, data: new Uint8Array(luma) };
  const data = new Uint8Array(thumbnailBytes({ width, height, channels }));
  data.set(luma);
  const [blue, red] = differences(small);
  data.set(blue, luma.length);
  data.set(red, luma.length + blue.length);
  return { width, height, channels, data };
}

/** B - Y and R - Y of JPEG, means of the 2 x 2 pixels that are there. */
function differences({ width, height, data }: ImagePayload): [blue: Uint8Array, red: Uint8Array] {
  const across = half(width);
  const blue = new Uint8Array(across * half(height));
  const red = new Uint8Array(blue.length);
  for (let p = 0; p < blue.length; p++) {
    const [x, y] = [2 * (p % across), 2 * Math.floor(p / across)];
    let [b, r, n] = [0, 0, 0];
    for (let i = y; i < Math.min(height, y + 2); i++)
      for (let j = x; j < Math.min(width, x + 2); j++, n++) {
        const at = 3 * (i * width + j);
        b += 128 * data[at + 2] - 43 * data[at] - 85 * data[at + 1];
        r += 128 * data[at] - 107 * data[at + 1] - 21 * data[at + 2];
      }
    blue[p] = byte(128 + Math.round(b / (256 * n)));
    red[p] = byte(128 + Math.round(r / (256 * n)));
  }
  return [blue, red];
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, value));
}

/** The pixels of a thumbnail: grey, or sRGB. */
export function pixelsOf({ width, height, channels, data }: Thumbnail): ImagePayload {
  if (channels === 1) return { width, height, channels, data };
  const pixels = width * height;
  const across = half(width);
  const blueAt = pixels;
  const redAt = pixels + across * half(height);
  const out = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const chroma = (Math.floor(i / width) >> 1) * across + ((i % width) >> 1);
    const [y, blue, red] = [data[i], data[blueAt + chroma] - 128, data[redAt + chroma] - 128];
    out[3 * i] = byte(y + ((359 * red + 128) >> 8));
    out[3 * i + 1] = byte(y - ((88 * blue + 183 * red + 128) >> 8));
    out[3 * i + 2] = byte(y + ((454 * blue + 128) >> 8));
  }
  return { width, height, channels, data: out };
}
