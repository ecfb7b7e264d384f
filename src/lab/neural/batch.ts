import { numpy as np } from '@jax-js/jax';
import { type Documents, END } from './transformer.ts';

/** `rows` documents as arrays of `rows` x `steps`, padded. */
export interface TokenBatch {
  /** What is read: the end, then the document. */
  readonly inputs: Int32Array<ArrayBuffer>;
  /** What is to be foretold: the document, then the end. */
  readonly targets: Int32Array<ArrayBuffer>;
  /** Weight of the document, 0 where there is only padding. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/** Lays out the documents at `chosen`, cut at `steps` tokens with their end. Rows that are left over weigh nothing. */
export function tokenBatch(
  documents: Documents,
  chosen: Uint32Array,
  { rows, steps, weights }: { rows: number; steps: number; weights?: Float64Array | undefined },
): TokenBatch {
  const inputs = new Int32Array(rows * steps);
  const targets = new Int32Array(rows * steps);
  const shares = new Float32Array(rows * steps);
  for (let row = 0; row < chosen.length; row++) {
    const document = documents[chosen[row]];
    const length = Math.min(document.length, steps - 1);
    const start = row * steps;
    inputs[start] = END;
    for (let t = 0; t < length; t++) inputs[start + t + 1] = targets[start + t] = document[t];
    targets[start + length] = END;
    shares.fill(weights?.[chosen[row]] ?? 1, start, start + length + 1);
  }
  return { inputs, targets, weights: shares };
}

export function integers(values: Int32Array<ArrayBuffer>, shape: number[]): np.Array {
  return np.array(values, { shape, dtype: np.int32 });
}
