import fc from 'fast-check';
import type { ImagePayload } from '../../corpus/example.ts';

/** A picture of noise that no two seeds share. */
export function noiseImage(width: number, height: number, seed = 1, channels: 1 | 3 = 3): ImagePayload {
  let state = (seed * 2654435761) >>> 0;
  const data = Uint8Array.from({ length: width * height * channels }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
  return { width, height, channels, data };
}

/** A grey picture whose brightness is a function of its place, both from 0 to 1. */
export function painted(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): ImagePayload {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(255 * value(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height)),
  );
  return { width, height, channels: 1, data };
}

/** The same function of each pixel. */
export function mapped(image: ImagePayload, change: (value: number) => number): ImagePayload {
  return { ...image, data: image.data.map(change) };
}

/** Any picture, small. */
export const anyImage: fc.Arbitrary<ImagePayload> = fc
  .record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    channels: fc.constantFrom(1 as const, 3 as const),
    seed: fc.nat(1e6),
  })
  .map(({ width, height, channels, seed }) => noiseImage(width, height, seed, channels));
