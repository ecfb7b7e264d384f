import type { ImagePayload } from '../../corpus/example.ts';

/** Bins of brightness, of hue, and levels of chroma that hues are counted at. */
export const BRIGHTNESS_BINS = 8;
export const HUES = 12;
export const CHROMA_LEVELS = 2;

/** Parts of the picture along a side of which moments are taken. */
export const QUARTERS = 2;

/** Numbers of `colourStatistics`. */
export const COLOUR_NUMBERS = QUARTERS * QUARTERS * 4 + BRIGHTNESS_BINS + HUES * CHROMA_LEVELS;

/**
 * Chroma (largest less smallest channel) from which on a pixel has a hue, over which range it comes to count in full, and where and over
 * which range it becomes a strong one. All counts are shared between neighbouring bins, so that a little light or noise moves
 * no picture far.
 */
const HUE_FROM = 8;
const HUE_RANGE = 16;
const STRONG_FROM = 32;
const STRONG_RANGE = 64;

/** Parts that a pixel's hue is shared in. */
const HUE_PARTS = 16;

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
  const counts = new Float64Array(BRIGHTNESS_BINS);
  for (let i = 0; i < luma.length; i++) {
    // Centres of the bins stand at (b + .5) * 256 / 8.
    const place = Math.max(0, luma[i] * BRIGHTNESS_BINS - 128);
    const low = place >> 8;
    const high = low === BRIGHTNESS_BINS - 1 ? 0 : place & 255;
    counts[low] += 256 - high;
    if (high > 0) counts[low + 1] += high;
  }
  for (let b = 0; b < BRIGHTNESS_BINS; b++) out[at + b] = Math.sqrt(counts[b] / (256 * luma.length));
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
  const votes = new Float64Array(HUES * CHROMA_LEVELS);
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
    const most = r > g ? (r > b ? r : b) : g > b ? g : b;
    const chroma = most - (r < g ? (r < b ? r : b) : g < b ? g : b);
    if (chroma <= HUE_FROM) continue;
    const place = Math.floor((turnOf(r, g, b, most, chroma) * HUES * HUE_PARTS) / 6);
    const low = Math.floor(place / HUE_PARTS) % HUES;
    const high = (low + 1) % HUES;
    const weight = Math.min(HUE_RANGE, chroma - HUE_FROM);
    const strong = weight * Math.max(0, Math.min(STRONG_RANGE, chroma - STRONG_FROM));
    const faint = weight * STRONG_RANGE - strong;
    const part = place % HUE_PARTS;
    votes[low] += faint * (HUE_PARTS - part);
    votes[high] += faint * part;
    votes[HUES + low] += strong * (HUE_PARTS - part);
    votes[HUES + high] += strong * part;
  }
  const whole = (HUE_RANGE * STRONG_RANGE * HUE_PARTS * data.length) / 3;
  for (let v = 0; v < votes.length; v++) out[at + v] = Math.sqrt(votes[v] / whole);
}

/** Hue in sixths of a turn, as in HSV: red 0, green 2, blue 4; from 0 to below 6. */
function turnOf(r: number, g: number, b: number, most: number, chroma: number): number {
  if (most === r) return (g - b) / chroma + (g < b ? 6 : 0);
  return most === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
}
