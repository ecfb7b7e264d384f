import { randperm } from '../prf/torch-random.ts';

/** Entries of the table that stands for a hash in selfhash. */
const TABLE_SIZE = 1_000_003;
/** PyTorch is seeded with Python's remainder by this, not by 2^64. */
const MODULUS = 2n ** 64n - 1n;

const tables = new Map<number, Int32Array>();

/** The permutation under a seed of 32 bits. The few that are ever asked for are kept: each takes 4 MB and some milliseconds. */
function tableOf(seed: number): Int32Array {
  let table = tables.get(seed);
  if (table === undefined) {
    table = randperm(TABLE_SIZE, seed);
    if (tables.size >= 4) tables.clear();
    tables.set(seed, table);
  }
  return table;
}

/** Says under which seed a token is judged. */
export interface Seeds {
  /** Tokens before a token that decide its seed. */
  readonly before: number;
  /** Whether the token itself decides it too: then every candidate has a list of its own. */
  readonly self: boolean;
  /** The low 32 bits of the seed of `token` after the tokens before `end`, unsigned. */
  seedAt(tokens: ArrayLike<number>, end: number, token: number): number;
}

/** lefthash (simple_1): key * last token. */
export function lefthash(key: bigint): Seeds {
  // Below 2^64 - 1 the remainder changes nothing, and the low words of the factors decide the low word of the product.
  const isSmall = key < 2n ** 32n;
  const low = Number(BigInt.asIntN(32, key));
  return {
    before: 1,
    self: false,
    seedAt(tokens, end) {
      const last = tokens[end - 1];
      return isSmall ? Math.imul(low, last) >>> 0 : seedOf(key * BigInt(last));
    },
  };
}

/**
 * selfhash (algorithm 3): the least of key * h(a) * h(token) over the last `width` - 1 tokens and the token itself, in wrapping signed 64-bit
 * arithmetic. h is a permutation of 1,000,003 under `tableSeed`, plus 1.
 */
export function selfhash(key: bigint, width: number, tableSeed: number): Seeds {
  const table = tableOf(tableSeed);
  const hash = (token: number) => BigInt(table[token % TABLE_SIZE] + 1);
  return {
    before: width - 1,
    self: true,
    seedAt(tokens, end, token) {
      const own = hash(token);
      const anchored = BigInt.asIntN(64, key * own);
      let least = BigInt.asIntN(64, anchored * own);
      for (let i = Math.max(0, end - width + 1); i < end; i++) {
        const seed = BigInt.asIntN(64, anchored * hash(tokens[i]));
        if (seed < least) least = seed;
      }
      return seedOf(least);
    },
  };
}

/** The low word of what PyTorch is seeded with: Python's remainder, which is never negative. */
function seedOf(value: bigint): number {
  const remainder = value % MODULUS;
  return Number(BigInt.asUintN(32, remainder < 0n ? remainder + MODULUS : remainder));
}
