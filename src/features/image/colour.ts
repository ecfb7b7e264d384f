import type { ImagePayload } from '../../corpus/example.ts';

/** Bins of brightness, of hue, and levels of chroma that hues are counted at. */
export const BRIGHTNESS_BINS = 8;
export const HUES = 12;
export const CHROMA_LEVELS = 2;

/** Parts of the picture along a side of which moments are taken. */
export const QUARTERS = 2;

/** Numbers of `colourStatistics`. */
export const COLOUR_NUMBERS = QUARTERS * QUARTERS * 4 + BRIGHTNESS_BINS + HUES * CHROMA_LEVELS;

/** Least difference of the largest and smallest channel that counts as a hue, and from which on it is a strong one. */
const FAINT = 16;
const STRONG = 80;

/**
 * What colours a picture has: mean and standard deviation of the two opponent axes R - G and (R + G) / 2 - B in each quarter (in
 * parts of 255), and square roots of the shares of pixels by brightness and by hue, faint and strong (Hellinger: the distance of
 * two such vectors is bounded). All of hue is 0 for a grey picture.
 */
export function colourStatistics(image: ImagePayload, luma: Uint8Array): Float64Array {
  const out = new Float64Array(COLOUR_NUMBERS);
  const moments = QUARTERS * QUARTERS * 4;
  addBrightness(out, moments, luma);
  if (image.channels === 3) {
    addMoments(out, image);
    addHues(out, moments + BRIGHTNESS_BINS, image);
  }
  return out;
}

function addBrightness(out: Float64Array, at: number, luma: Uint8Array): void {
  const counts = new Uint32Array(BRIGHTNESS_BINS);
  for (let i = 0; i < luma.length; i++) counts[(luma[i] * BRIGHTNESS_BINS) >> 8]++;
  for (let b = 0; b < BRIGHTNESS_BINS; b++) out[at + b] = Math.sqrt(counts[b] / luma.length);
}

function addMoments(out: Float64Array, { width, height, data }: ImagePayload): void {
  const sums = new Float64Array(QUARTERS * QUARTERS * 5);
  for (let y = 0, i = 0; y < height; y++) {
    const down = Math.floor((y * QUARTERS) / height) * QUARTERS;
    for (let x = 0; x < width; x++, i += 3) {
      const quarter = (down + Math.floor((x * QUARTERS) / width)) * 5;
      const red = data[i] - data[i + 1];
      const yellow = data[i] + data[i + 1] - 2 * data[i + 2];
      sums[quarter]++;
      sums[quarter + 1] += red;
      sums[quarter + 2] += red * red;
      sums[quarter + 3] += yellow;
      sums[quarter + 4] += yellow * yellow;
    }
  }
  for (let q = 0; q < QUARTERS * QUARTERS; q++) {
    const [n, red, redSquares, yellow, yellowSquares] = sums.subarray(5 * q, 5 * q + 5);
    // A picture one pixel wide has empty quarters.
    if (n === 0) continue;
    out.set([red / n / 255, deviation(n, red, redSquares) / 255], 4 * q);
    out.set([yellow / n / 510, deviation(n, yellow, yellowSquares) / 510], 4 * q + 2);
  }
}

function deviation(n: number, sum: number, squares: number): number {
  return Math.sqrt(Math.max(0, n * squares - sum * sum)) / n;
}

function addHues(out: Float64Array, at: number, { data }: ImagePayload): void {
  const counts = new Uint32Array(HUES * CHROMA_LEVELS);
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
    const most = r > g ? (r > b ? r : b) : g > b ? g : b;
    const chroma = most - (r < g ? (r < b ? r : b) : g < b ? g : b);
    if (chroma < FAINT) continue;
    // Hue in parts of 1 / 6 turn, as in HSV.
    const sixth =
      most === r
        ? (g - b) / chroma + (g < b ? 6 : 0)
        : most === g
          ? (b - r) / chroma + 2
          : (r - g) / chroma + 4;
    counts[(chroma < STRONG ? 0 : HUES) + (Math.floor((sixth * HUES) / 6) % HUES)]++;
  }
  for (let c = 0; c < counts.length; c++) out[at + c] = Math.sqrt((3 * counts[c]) / data.length);
}
