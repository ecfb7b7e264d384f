import { Mt19937 } from '../../sketch/mt19937.ts';

/**
 * The first `taken` items of PyTorch's `randperm(n)` on the CPU under a seed, of which the low 32 bits count: a Fisher-Yates shuffle
 * with remainders of MT19937's words. `identity`, 0 to n - 1, may be given where many are drawn; `into` is overwritten.
 */
export function randperm(
  n: number,
  seed: number,
  taken = n,
  identity = ascending(n),
  into = new Int32Array(n),
): Int32Array {
  into.set(identity);
  const generator = new Mt19937(seed);
  const last = Math.min(taken, n - 1);
  for (let i = 0; i < last; i++) {
    const j = i + ((generator.uint32() >>> 0) % ((n - i) >>> 0));
    const kept = into[i];
    into[i] = into[j];
    into[j] = kept;
  }
  return into.subarray(0, taken);
}

/** 0 to `n` - 1. */
export function ascending(n: number): Int32Array<ArrayBuffer> {
  const items = new Int32Array(n);
  for (let i = 0; i < n; i++) items[i] = i;
  return items;
}

/** `size` draws of PyTorch's `randint(0, 2)` on the CPU under a seed of 32 bits. */
export function randomBits(size: number, seed: number): Uint8Array {
  const generator = new Mt19937(seed);
  return new Uint8Array(size).map(() => generator.uint32() & 1);
}
