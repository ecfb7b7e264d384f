import { gridMeans } from './grid.ts';

/** Side of the brightness that gradients are taken of, cells along a side, bins of orientation over 180 degrees. */
export const GRADIENT_SIDE = 32;
export const CELLS = 4;
export const BINS = 9;

const CELL = GRADIENT_SIDE / CELLS;

/** Votes are whole numbers of this part of a grey level: their sums do not depend on the order of summation. */
const VOTE = 256;

/** Keeps flat cells from being stretched to noise: energy of a cell in which each pixel has a gradient of 2 grey levels. */
const FLOOR = (2 * CELL * CELL) ** 2;

/** Share of a block's norm at which one bin is cut (Dalal and Triggs 2005). */
const CLIP = 0.2;

/**
 * Histograms of oriented gradients (Dalal and Triggs 2005): `CELLS` x `CELLS` cells of 8 x 8 pixels of brightness, `BINS` unsigned
 * orientations, votes by magnitude shared between neighbouring bins. Each cell is divided by the norms of the four blocks of 2 x 2
 * cells that it lies in, cut, and the four results averaged, which keeps what matters of the 4-fold original in a quarter of the
 * numbers (Felzenszwalb et al. 2010). Values are 0 to `CLIP`; those of a flat picture are 0.
 */
export function gradientHistograms(luma: ArrayLike<number>, width: number, height: number): Float64Array {
  const side = GRADIENT_SIDE;
  const plane = gridMeans(luma, width, height, side);
  const votes = new Float64Array(CELLS * CELLS * BINS);
  for (let y = 0; y < side; y++) {
    const [above, below] = [Math.max(0, y - 1) * side, Math.min(side - 1, y + 1) * side];
    for (let x = 0; x < side; x++) {
      const dx = plane[y * side + Math.min(side - 1, x + 1)] - plane[y * side + Math.max(0, x - 1)];
      const dy = plane[below + x] - plane[above + x];
      if (dx !== 0 || dy !== 0)
        vote(votes, BINS * (CELLS * Math.floor(y / CELL) + Math.floor(x / CELL)), dx, dy);
    }
  }
  return normalised(votes);
}

function vote(votes: Float64Array, cell: number, dx: number, dy: number): void {
  const magnitude = Math.sqrt(dx * dx + dy * dy);
  const angle = Math.atan2(dy, dx);
  // Centres of the bins stand at (b + .5) / BINS of half a turn.
  const place = ((angle < 0 ? angle + Math.PI : angle) / Math.PI) * BINS - 0.5;
  const low = Math.floor(place);
  const high = Math.round((place - low) * magnitude * VOTE);
  votes[cell + ((low + BINS) % BINS)] += Math.round(magnitude * VOTE) - high;
  votes[cell + ((low + 1) % BINS)] += high;
}

function normalised(votes: Float64Array): Float64Array {
  const energies = new Float64Array(CELLS * CELLS);
  for (let i = 0; i < votes.length; i++) energies[Math.floor(i / BINS)] += (votes[i] / VOTE) ** 2;
  const out = new Float64Array(votes.length);
  for (let y = 0; y < CELLS; y++)
    for (let x = 0; x < CELLS; x++)
      for (const [up, left] of CORNERS) {
        const norm = VOTE * Math.sqrt(blockEnergy(energies, y - up, x - left) + FLOOR);
        const cell = BINS * (CELLS * y + x);
        for (let b = 0; b < BINS; b++)
          out[cell + b] += Math.min(CLIP, votes[cell + b] / norm) / CORNERS.length;
      }
  return out;
}

const CORNERS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** Sum of squares over the 2 x 2 cells from (top, left) on; cells outside repeat those at the edge. */
function blockEnergy(energies: Float64Array, top: number, left: number): number {
  const at = (y: number, x: number) =>
    energies[CELLS * Math.min(CELLS - 1, Math.max(0, y)) + Math.min(CELLS - 1, Math.max(0, x))];
  return at(top, left) + at(top, left + 1) + at(top + 1, left) + at(top + 1, left + 1);
}
