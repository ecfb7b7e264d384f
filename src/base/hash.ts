/**
 * The one 64-bit hash of the project, held as two unsigned 32-bit lanes (`hi`, `lo`), because JavaScript has no
 * fast 64-bit integer. Every sketch and every block assignment uses it, so that corpora profiled anywhere keep the
 * same types and the same blocks. Changing anything here changes `HASH_ID`.
 */
export const HASH_ID = 'oc64-1';

/** Starting values of the byte loop, one a lane. */
export const SEED_HI = 0x811c9dc5 | 0;
export const SEED_LO = 0x9747b28c | 0;

/**
 * Multipliers of the byte loop, one a lane. The step of `hi` is a bijection of the lane. That of `lo` is not: it acts like
 * a random map, so that two strings of different `hi` meet in `lo` with chance k / 2^32 over a common ending of k bytes.
 */
export const BYTE_HI = 0x01000193;
export const BYTE_LO = 0x5bd1e995;

/** Multipliers of the window polynomial. Both are 3 mod 4, so that A - 1 loses one bit only. */
export const WINDOW_HI = 0x9e3779bb | 0;
export const WINDOW_LO = 0xc2b2ae3f | 0;

/** MurmurHash3's 32-bit finaliser (Appleby, public domain): a bijection whose every output bit depends on every input bit. */
export function fmix32(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A 64-bit hash as two unsigned 32-bit lanes. */
export interface Hash64 {
  readonly hi: number;
  readonly lo: number;
}

/** Hash of `bytes[start, end)`, lanes finalised. */
export function hashBytes(bytes: Uint8Array, start = 0, end = bytes.length): Hash64 {
  let hi = SEED_HI;
  let lo = SEED_LO;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    hi = Math.imul(hi ^ byte, BYTE_HI);
    lo = Math.imul(lo ^ byte, BYTE_LO) ^ (lo >>> 15);
  }
  return finalise(hi, lo, end - start);
}

const encoder = new TextEncoder();

/** Hash of the UTF-8 bytes of `text`. `salt` gives an independent hash for another purpose. */
export function hashText(text: string, salt = ''): Hash64 {
  const whole = salt === '' ? text : `${salt}\u0000${text}`;
  let hi = SEED_HI;
  let lo = SEED_LO;
  for (let i = 0; i < whole.length; i++) {
    const unit = whole.charCodeAt(i);
    if (unit > 127) return hashBytes(encoder.encode(whole));
    hi = Math.imul(hi ^ unit, BYTE_HI);
    lo = Math.imul(lo ^ unit, BYTE_LO) ^ (lo >>> 15);
  }
  return finalise(hi, lo, whole.length);
}

function finalise(hi: number, lo: number, length: number): Hash64 {
  const high = fmix32(hi ^ length);
  return { hi: high >>> 0, lo: fmix32(lo + high) >>> 0 };
}

/** `hash` as 16 lower-case hexadecimal digits. */
export function hashHex(hash: Hash64): string {
  return hash.hi.toString(16).padStart(8, '0') + hash.lo.toString(16).padStart(8, '0');
}
