import { OutcrossError } from '../../base/errors.ts';
import type { Key64 } from '../prf/context-prf.ts';
import type { SchemeName } from './key.ts';

const UNSIGNED_64 = [0n, 2n ** 64n - 1n] as const;
const SIGNED_64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/** How many secrets a scheme has, at least and at most, and how large they may be. */
const SHAPES: { readonly [S in SchemeName]: readonly [number, number, readonly [bigint, bigint]] } = {
  'vllm-gumbel': [1, 1, UNSIGNED_64],
  'vllm-dual-key': [1, 1, UNSIGNED_64],
  'vllm-synthid': [1, 1, UNSIGNED_64],
  'vllm-sbw': [1, 1, [0n, SIGNED_64[1]]],
  'sglang-gumbel': [1, 1, UNSIGNED_64],
  'sglang-dual-key': [2, 2, UNSIGNED_64],
  'kgw-lm-watermarking': [0, 1, [1n, SIGNED_64[1]]],
  'kgw-transformers': [0, 1, [1n, SIGNED_64[1]]],
  'kgw-tgi': [0, 1, [1n, SIGNED_64[1]]],
  'synthid-transformers': [1, 64, SIGNED_64],
  'synthid-deepmind': [1, 64, SIGNED_64],
  unigram: [1, 1, SIGNED_64],
};

/**
 * The secrets of a key as integers. Those of SGLang are hexadecimal with or without `0x`, as its servers read them. Throws
 * `E_PARAMETER`; no message holds a secret.
 */
export function readSecrets(scheme: SchemeName, secrets: readonly string[]): bigint[] {
  const [least, most, [low, high]] = SHAPES[scheme];
  if (secrets.length < least || secrets.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    throw wrong(
      `${scheme} has ${wanted} ${most === 1 ? 'secret' : 'secrets'}, and ${secrets.length} were given`,
    );
  }
  return secrets.map((text, i) => {
    const value = integer(scheme.startsWith('sglang') ? hexadecimal(text) : text);
    if (value === undefined)
      throw wrong(`secret ${i + 1} is no integer in decimal or, after 0x, hexadecimal digits`);
    if (value < low || value > high)
      throw wrong(`secret ${i + 1} is out of bounds: ${scheme} takes ${low} to ${high}`);
    return value;
  });
}

function hexadecimal(text: string): string {
  return /^0x/i.test(text) ? text : `0x${text}`;
}

function integer(text: string): bigint | undefined {
  if (/^0x[\da-f]{1,32}$/i.test(text)) return BigInt(text);
  return /^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}

/** An integer of 64 bits as two unsigned words. */
export function key64(value: bigint): Key64 {
  return { low: Number(BigInt.asUintN(32, value)), high: Number(BigInt.asUintN(32, value >> 32n)) };
}

/** How many bytes of randomness the secrets of a new key take: one number of them for each secret. `layers` of SynthID. */
export function newSecretBytes(scheme: SchemeName, layers = 30): readonly number[] {
  if (scheme.startsWith('synthid')) return new Array<number>(layers).fill(7);
  if (scheme === 'sglang-dual-key') return [8, 8];
  // Below 2^56 and 2^63: what signed words hold, and what the product with a token leaves room for.
  if (scheme.startsWith('kgw')) return [4];
  return [scheme === 'vllm-sbw' || scheme === 'unigram' ? 7 : 8];
}

function wrong(message: string): OutcrossError {
  return new OutcrossError('E_PARAMETER', message, { where: 'secrets' });
}
