/**
 * ln of the softmax of `logits[from, from + width)` at `index`, the largest logit taken out first. NaN where a logit is NaN or
 * the index lies outside.
 */
export function logSoftmaxAt(
  logits: Float32Array | Float64Array,
  from: number,
  width: number,
  index: number,
): number {
  if (!(index >= 0 && index < width)) return Number.NaN;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = from; i < from + width; i++) if (logits[i] > most) most = logits[i];
  let sum = 0;
  for (let i = from; i < from + width; i++) sum += Math.exp(logits[i] - most);
  return logits[from + index] - most - Math.log(sum);
}
