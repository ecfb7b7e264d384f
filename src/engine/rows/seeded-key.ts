import { hashText } from '../../base/hash.ts';

/**
 * A number for each id, uniform on [0, 1), a multiple of 2^-53: the same whatever the order of reading, and independent from seed to
 * seed.
 */
export function seededKey(seed: string, id: string): number {
  const { hi, lo } = hashText(`${seed}\u0000${id}`);
  return ((hi >>> 0) * 2097152 + (lo >>> 11)) / 9007199254740992;
}
