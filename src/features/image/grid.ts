/** How the pixels of one side fall on the cells of a grid: cell c takes `weights` of the pixels from `first[c]` on. */
interface Spans {
  readonly first: Uint32Array;
  readonly start: Uint32Array;
  readonly weights: Float64Array;
}

const spans = new Map<string, Spans>();

/** Cell c covers [c * pixels, (c + 1) * pixels), pixel i [i * cells, (i + 1) * cells): overlaps are whole numbers. */
function spansOf(pixels: number, cells: number): Spans {
  const key = `${pixels}/${cells}`;
  const known = spans.get(key);
  if (known !== undefined) return known;
  const first = new Uint32Array(cells);
  const start = new Uint32Array(cells + 1);
  const weights: number[] = [];
  for (let c = 0; c < cells; c++) {
    const [low, high] = [c * pixels, (c + 1) * pixels];
    first[c] = Math.floor(low / cells);
    for (let i = first[c]; i * cells < high; i++)
      weights.push(Math.min(high, (i + 1) * cells) - Math.max(low, i * cells));
    start[c + 1] = weights.length;
  }
  const made = { first, start, weights: Float64Array.from(weights) };
  if (spans.size < MOST_SPANS) spans.set(key, made);
  return made;
}

/** Sizes that are remembered: those of most corpora are few. */
const MOST_SPANS = 1024;

/**
 * Means of a plane of whole numbers over the cells of a grid of `cells` by `cells`, whatever the plane's shape: sums of whole numbers
 * divided once, the same on every platform. Cells smaller than a pixel share it.
 */
export function gridMeans(
  plane: ArrayLike<number>,
  width: number,
  height: number,
  cells: number,
): Float64Array {
  const across = spansOf(width, cells);
  const down = spansOf(height, cells);
  const means = new Float64Array(cells * cells);
  const row = new Float64Array(width);
  for (let y = 0; y < cells; y++) {
    row.fill(0);
    let offset = down.first[y] * width;
    for (let w = down.start[y]; w < down.start[y + 1]; w++, offset += width) {
      const weight = down.weights[w];
      for (let x = 0; x < width; x++) row[x] += weight * plane[offset + x];
    }
    for (let x = 0; x < cells; x++) {
      let sum = 0;
      let i = across.first[x];
      for (let w = across.start[x]; w < across.start[x + 1]; w++, i++) sum += across.weights[w] * row[i];
      means[y * cells + x] = sum / (width * height);
    }
  }
  return means;
}
