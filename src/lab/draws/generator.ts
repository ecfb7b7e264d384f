import type { Rng } from '../../base/rng.ts';

/**
 * The state of a bulk generator, xoshiro128++ 1.0 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators"):
 * four words, not all 0. Hot loops hold the words in local variables and put them back here at their end. Period 2^128 - 1.
 */
export type GeneratorState = Int32Array;

/** A state drawn from `rng`, which advances by four words: streams of successive calls differ. */
export function bulkGenerator(rng: Rng): GeneratorState {
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i++) state[i] = rng.uint32();
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1;
  return state;
}

/** The next 32 bits, as a signed integer. The step that hot loops have inlined. */
export function nextWord(state: GeneratorState): number {
  const a = state[0];
  const b = state[1];
  const sum = (a + state[3]) | 0;
  const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
  const c = state[2] ^ a;
  const d = state[3] ^ b;
  state[1] = b ^ c;
  state[0] = a ^ d;
  state[2] = c ^ (b << 9);
  state[3] = (d << 11) | (d >>> 21);
  return result;
}

/** Uniform on (0, 1): never 0, so that its logarithm exists. 2^-54 + multiples of 2^-53. */
export function nextOpen(state: GeneratorState): number {
  const high = nextWord(state) >>> 5;
  const low = nextWord(state) >>> 6;
  return (high * 67108864 + low + 0.5) / 9007199254740992;
}
