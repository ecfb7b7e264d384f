/**
 * MurmurHash3_x86_32 (Appleby 2011) of whole 32-bit words, which stand for their bytes in little-endian order. Unsigned. The first
 * `length` of `words` count.
 */
export function murmur3(words: ArrayLike<number>, length = words.length, seed = 0): number {
  let h = seed | 0;
  for (let i = 0; i < length; i++) {
    let k = Math.imul(words[i], 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h ^= k;
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  h ^= length * 4;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
