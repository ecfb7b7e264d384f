const MULTIPLIER = (2549297995355413924n << 64n) | 4865540595714422341n;
const MASK_64 = 2n ** 64n - 1n;

/**
 * NumPy's `default_rng(seed)`: PCG64 (O'Neill 2014, XSL RR 128/64) under a `SeedSequence` of one word of 32 bits. Only for schemes that
 * others have defined by it.
 */
export class Pcg64 {
  #state: bigint;
  readonly #increment: bigint;
  /** Upper half of the last draw, until it is asked for. */
  #spare: number | undefined;

  constructor(seed: number) {
    const words = seedWords(seed);
    const whole = (i: number) => (BigInt(words[2 * i + 1]) << 32n) | BigInt(words[2 * i]);
    this.#increment = BigInt.asUintN(128, (((whole(2) << 64n) | whole(3)) << 1n) | 1n);
    this.#state = this.#stepped(0n);
    this.#state = this.#stepped(this.#state + ((whole(0) << 64n) | whole(1)));
  }

  /** Uniform on the integers 0 to 2^32 - 1: the lower half of a draw, then its upper half. */
  uint32(): number {
    if (this.#spare !== undefined) {
      const kept = this.#spare;
      this.#spare = undefined;
      return kept;
    }
    this.#state = this.#stepped(this.#state);
    const folded = ((this.#state >> 64n) ^ this.#state) & MASK_64;
    const turn = this.#state >> 122n;
    const draw = ((folded >> turn) | (folded << (64n - turn))) & MASK_64;
    this.#spare = Number(draw >> 32n);
    return Number(BigInt.asUintN(32, draw));
  }

  /** Uniform on 0 to `most`, below 2^32: bits beyond those of `most` are cut off, and what is still above it is drawn again. */
  upTo(most: number): number {
    let mask = most;
    for (const shift of [1, 2, 4, 8, 16]) mask |= mask >>> shift;
    for (;;) {
      const draw = (this.uint32() & mask) >>> 0;
      if (draw <= most) return draw;
    }
  }

  #stepped(state: bigint): bigint {
    return BigInt.asUintN(128, state * MULTIPLIER + this.#increment);
  }
}

/** Eight words of `SeedSequence(seed)` (O'Neill 2015, "Developing a seed_seq alternative"). */
function seedWords(seed: number): Uint32Array {
  const pool = new Uint32Array(4);
  let constant = 0x43b0d7e5;
  const hashed = (value: number) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const product = Math.imul(mixed, constant);
    return product ^ (product >>> 16);
  };
  for (let i = 0; i < 4; i++) pool[i] = hashed(i === 0 ? seed : 0);
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const mixed = Math.imul(0xca01f9dd, pool[to]) - Math.imul(0x4973f715, hashed(pool[from]));
      pool[to] = mixed ^ (mixed >>> 16);
    }
  }
  return poured(pool);
}

function poured(pool: Uint32Array): Uint32Array {
  const words = new Uint32Array(8);
  let constant = 0x8b51f9dd;
  for (let i = 0; i < 8; i++) {
    const mixed = pool[i % 4] ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    const product = Math.imul(mixed, constant);
    words[i] = product ^ (product >>> 16);
  }
  return words;
}
