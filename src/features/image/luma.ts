import type { ImagePayload } from '../../corpus/example.ts';

/** Brightness of each pixel, 0 to 255: (77 R + 150 G + 29 B) / 256, rounded: the weights of ITU-R BT.601 in whole numbers. */
export function lumaOf({ width, height, channels, data }: ImagePayload): Uint8Array {
  if (channels === 1) return data;
  const luma = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < luma.length; i++, j += 3)
    luma[i] = (77 * data[j] + 150 * data[j + 1] + 29 * data[j + 2] + 128) >> 8;
  return luma;
}
