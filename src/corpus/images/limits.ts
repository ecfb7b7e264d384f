/** What a picture may be at most. */
export interface ImageLimits {
  /** Width times height. A file of a few kilobytes may claim billions, all of which would have to be held. */
  readonly pixels: number;
  /** Bytes as stored. */
  readonly bytes: number;
}

export const IMAGE_LIMITS: ImageLimits = { pixels: 100_000_000, bytes: 256 * 1024 * 1024 };

/** Longest side of a picture as examples carry it. Larger ones are reduced; descriptors and encoders look at less. */
export const LONGEST_SIDE = 256;
