/** The bit of `token` at a layer of the tournament, 0 or 1. */
export type BitOf = (token: number, layer: number) => number;

/**
 * Bends `logits` as `depth` layers of a two-leaf tournament would (Dathathri et al. 2024, "Scalable watermarking for identifying
 * large language model outputs", Nature 634): p <- p (1 + g - sum of g p), layer by layer. The mean over all keys is the
 * distribution as it was. Tokens without probability stay without.
 */
export function playTournament(logits: Float32Array | Float64Array, depth: number, bit: BitOf): void {
  // Servers cut the vocabulary to a few tokens first: only those take part.
  const live: number[] = [];
  for (let token = 0; token < logits.length; token++) {
    if (logits[token] > Number.NEGATIVE_INFINITY) live.push(token);
  }
  const p = softmax(live.map((token) => logits[token]));
  const g = new Uint8Array(live.length);
  for (let layer = 0; layer < depth; layer++) {
    let mass = 0;
    for (let i = 0; i < live.length; i++) {
      g[i] = bit(live[i], layer);
      if (g[i] === 1) mass += p[i];
    }
    // Rounding may bring the mass above 1, and what is left of a token without the bit below 0.
    for (let i = 0; i < live.length; i++) p[i] *= Math.max(0, 1 + g[i] - mass);
  }
  for (const [i, token] of live.entries()) logits[token] = Math.log(p[i]);
}

function softmax(logits: readonly number[]): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const p = Float64Array.from(logits, (logit) => Math.exp(logit - most));
  const sum = p.reduce((a, b) => a + b, 0);
  return p.map((value) => value / sum);
}
