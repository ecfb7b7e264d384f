import type { ImagePayload } from '../example.ts';

/** The size of a picture whose longer side is at most `longest`, its shape kept as whole pixels allow. */
export function fitWithin(width: number, height: number, longest: number): [width: number, height: number] {
  const most = Math.max(width, height);
  if (most <= longest) return [width, height];
  const side = (length: number) => Math.max(1, Math.floor((length * longest + (most >> 1)) / most));
  return [side(width), side(height)];
}

/** Pixels of one side and how much of each lies in one pixel of the other, in parts of `to`. */
interface Spans {
  /** First pixel of each new one, and after the last the number of all weights. */
  readonly first: Uint32Array;
  readonly start: Uint32Array;
  readonly weights: Float64Array;
}

/** New pixel o covers [o * from, (o + 1) * from), old pixel i [i * to, (i + 1) * to): overlaps are whole numbers. */
function spansOf(from: number, to: number): Spans {
  const first = new Uint32Array(to);
  const start = new Uint32Array(to + 1);
  const weights: number[] = [];
  for (let o = 0; o < to; o++) {
    const [low, high] = [o * from, (o + 1) * from];
    first[o] = Math.floor(low / to);
    for (let i = first[o]; i * to < high; i++)
      weights.push(Math.min(high, (i + 1) * to) - Math.max(low, i * to));
    start[o + 1] = weights.length;
  }
  return { first, start, weights: Float64Array.from(weights) };
}

/**
 * The picture at another size, each new pixel the mean of the area that it covers, rounded half up: whole numbers alone, so that
 * every platform gives the same bytes. Enlarging repeats and blends neighbours by the same rule.
 */
export function resizeArea(image: ImagePayload, width: number, height: number): ImagePayload {
  if (image.width === width && image.height === height) return image;
  const { channels } = image;
  const across = spansOf(image.width, width);
  const down = spansOf(image.height, height);
  const data = new Uint8Array(width * height * channels);
  const row = new Float64Array(image.width * channels);
  const area = image.width * image.height;
  for (let y = 0; y < height; y++) {
    sumRows(image, down, y, row);
    for (let x = 0; x < width; x++) {
      const [from, to] = [across.start[x], across.start[x + 1]];
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        let i = across.first[x] * channels + c;
        for (let w = from; w < to; w++, i += channels) sum += across.weights[w] * row[i];
        data[(y * width + x) * channels + c] = Math.floor((2 * sum + area) / (2 * area));
      }
    }
  }
  return { width, height, channels, data };
}

/** The rows that new row `y` covers, weighed and summed. Below 2^53 for any picture within the limits. */
function sumRows({ data, width, channels }: ImagePayload, down: Spans, y: number, row: Float64Array): void {
  row.fill(0);
  const length = width * channels;
  let offset = down.first[y] * length;
  for (let w = down.start[y]; w < down.start[y + 1]; w++, offset += length) {
    const weight = down.weights[w];
    for (let i = 0; i < length; i++) row[i] += weight * data[offset + i];
  }
}
