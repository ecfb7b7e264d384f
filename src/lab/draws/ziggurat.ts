import { type GeneratorState, nextOpen } from './generator.ts';

/**
 * Standard normal draws by the ziggurat method: 256 layers (Marsaglia and Tsang 2000, J. Stat. Softw. 5(8)), with layer and place
 * from different random words (Doornik 2005, "An improved ziggurat method to generate normal random samples": where they
 * share bits, draws are correlated with their layers).
 */
const LAYERS = 256;
/** Where the tail begins, and the area of each layer, for 256 layers. */
const R = 3.6541528853610088;
const AREA = 0.00492867323399;

/** Right edges of the layers: the base layer (as a box of the same area), then R down to 0. */
const EDGES = new Float64Array(LAYERS + 1);
/** Edges by 2^31: what a signed 32-bit integer is multiplied with. */
const WIDTHS = new Float64Array(LAYERS);
/** Within this a point is under the curve whatever its height. */
const INNER = new Float64Array(LAYERS);

function density(x: number): number {
  return Math.exp(-0.5 * x * x);
}

EDGES[0] = AREA / density(R);
EDGES[1] = R;
for (let i = 2; i < LAYERS; i++) {
  EDGES[i] = Math.sqrt(-2 * Math.log(AREA / EDGES[i - 1] + density(EDGES[i - 1])));
}
for (let i = 0; i < LAYERS; i++) {
  WIDTHS[i] = EDGES[i] / 2147483648;
  INNER[i] = EDGES[i + 1];
}

/** A point outside the inner box of its layer: under the curve (the point), or not (NaN: draw again). */
function edgeDraw(layer: number, x: number, state: GeneratorState): number {
  if (layer === 0) return x < 0 ? -tailDraw(state) : tailDraw(state);
  const top = Math.exp(-0.5 * (EDGES[layer] * EDGES[layer] - x * x));
  const bottom = Math.exp(-0.5 * (EDGES[layer + 1] * EDGES[layer + 1] - x * x));
  return bottom + nextOpen(state) * (top - bottom) < 1 ? x : Number.NaN;
}

/** A normal draw beyond R (Marsaglia 1964, "Generating a variable from the tail of the normal distribution"). */
function tailDraw(state: GeneratorState): number {
  for (;;) {
    const x = -Math.log(nextOpen(state)) / R;
    const y = -Math.log(nextOpen(state));
    if (y + y > x * x) return R + x;
  }
}

/** Fills `out[start, end)` with draws of mean `mean` and standard deviation `deviation`. */
export function fillNormal(
  state: GeneratorState,
  out: Float64Array,
  start = 0,
  end = out.length,
  mean = 0,
  deviation = 1,
): void {
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let at = start; at < end; ) {
    let sum = (a + d) | 0;
    const layer = (((sum << 7) | (sum >>> 25)) + a) & 255;
    let shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    sum = (a + d) | 0;
    const place = (((sum << 7) | (sum >>> 25)) + a) | 0;
    shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    let x = (place + 0.5) * WIDTHS[layer];
    if (Math.abs(x) >= INNER[layer]) {
      state[0] = a;
      state[1] = b;
      state[2] = c;
      state[3] = d;
      x = edgeDraw(layer, x, state);
      a = state[0];
      b = state[1];
      c = state[2];
      d = state[3];
      if (Number.isNaN(x)) continue;
    }
    out[at++] = mean + deviation * x;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
