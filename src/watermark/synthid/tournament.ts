/** The bit of `token` at a layer of the tournament, 0 or 1. */
export type BitOf = (token: number, layer: number) => number;

/**
 * Bends `logits` as `depth` layers of a two-leaf tournament would (Dathathri et al. 2024, "Scalable watermarking for identifying
 * large language model outputs", Nature 634): p <- p (1 + g - sum of g p), layer by layer. The mean over all keys is the
 * distribution as it was. Tokens without probability stay without.
 */
export function playTournament(logits: Float32Array | Float64Array, depth: number, bit: BitOf): void {
  const p = softmax(logits);
  const g = new Uint8Array(p.length);
  for (let layer = 0; layer < depth; layer++) {
    let mass = 0;
    for (let token = 0; token < p.length; token++) {
      if (p[token] === 0) continue;
      g[token] = bit(token, layer);
      if (g[token] === 1) mass += p[token];
    }
    // Rounding may bring the mass above 1, and what is left of a token without the bit below 0.
    for (let token = 0; token < p.length; token++) p[token] *= Math.max(0, 1 + g[token] - mass);
  }
  for (let token = 0; token < p.length; token++) logits[token] = Math.log(p[token]);
}

function softmax(logits: ArrayLike<number>): Float64Array {
  const p = new Float64Array(logits.length);
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < p.length; i++) if (logits[i] > most) most = logits[i];
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i] = Math.exp(logits[i] - most);
  for (let i = 0; i < p.length; i++) p[i] /= sum;
  return p;
}
