import { TransformersBits } from '../../src/watermark/synthid/transformers-bits.ts';

/** Tokens of context of SynthID's n-grams. */
const WIDTH = 4;
const STEPS = 60;
const RATE = 2;

export interface Weights {
  readonly prior: number;
  readonly beta: number[];
  readonly delta: number[][];
}

/**
 * Weights of the Bayesian detector by maximum likelihood on marked texts: P(g = 1 | marked) = 0.5 + p2 / 4 with p2 the sigmoid of beta + delta . the
 * bits before. Plain gradient ascent, from p2 = 1/2, on the mean over tokens.
 */
export function trainWeights(texts: readonly Int32Array[], keys: readonly string[]): Weights {
  const rows = bitRows(texts, keys);
  const depth = keys.length;
  const beta = new Array<number>(depth).fill(0);
  const delta = Array.from({ length: depth }, () => new Array<number>(depth).fill(0));
  for (let step = 0; step < STEPS; step++) {
    for (let layer = 0; layer < depth; layer++) climb(rows, layer, beta, delta[layer]);
  }
  return { prior: 0.5, beta, delta };
}

function climb(rows: readonly Uint8Array[], layer: number, beta: number[], row: number[]): void {
  const gradient = new Float64Array(layer + 1);
  for (const bits of rows) {
    let latent = beta[layer];
    for (let other = 0; other < layer; other++) if (bits[other] === 1) latent += row[other];
    const two = 1 / (1 + Math.exp(-latent));
    const lean = bits[layer] - 0.5;
    const slope = (lean * two * (1 - two)) / (1 + lean * two);
    gradient[layer] += slope;
    for (let other = 0; other < layer; other++) if (bits[other] === 1) gradient[other] += slope;
  }
  const rate = RATE / rows.length;
  beta[layer] += rate * gradient[layer];
  for (let other = 0; other < layer; other++) row[other] += rate * gradient[other];
}

function bitRows(texts: readonly Int32Array[], keys: readonly string[]): Uint8Array[] {
  const bits = new TransformersBits(keys.map(BigInt));
  return texts.flatMap((text) =>
    Array.from(text.subarray(WIDTH), (token, i) => {
      const row = new Uint8Array(bits.depth);
      bits.seek(text, i + WIDTH, WIDTH);
      bits.write(token, row);
      return row;
    }),
  );
}
