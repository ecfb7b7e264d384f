import { OutcrossError } from '../base/errors.ts';

const LIMB = 2 ** 48;
const SMALL_ROOT = 2 ** 26;
const MAX_ROOT = 2 ** 32;

function check(n: number, max: number, what: string): void {
  if (!(Number.isInteger(n) && n >= 0 && n <= max)) {
    throw new OutcrossError('E_INTERNAL', `${what} takes an integer from 0 to ${max}, not ${n}`);
  }
}

/**
 * A sum of non-negative integers up to 2^101, exact, so that it depends on neither order nor grouping. Two limbs: the
 * value is `high * 2^48 + low`, `0 <= low < 2^48`; this form is canonical, equal sums have equal limbs.
 */
export class ExactSum {
  #high = 0;
  #low = 0;

  /** Adds an integer from 0 to 2^53 - 1. */
  add(n: number): this {
    check(n, Number.MAX_SAFE_INTEGER, 'a sum');
    this.#addParts(Math.floor(n / LIMB), n % LIMB);
    return this;
  }

  /** Adds the square of an integer from 0 to 2^32. */
  addSquare(n: number): this {
    check(n, MAX_ROOT, 'a sum of squares');
    if (n < SMALL_ROOT) {
      this.#addParts(0, n * n);
      return this;
    }
    // n = a 2^16 + b, n^2 = a^2 2^32 + 2ab 2^16 + b^2.
    const a = Math.floor(n / 65536);
    const b = n % 65536;
    const square = a * a;
    const cross = 2 * a * b;
    this.#addParts(Math.floor(square / 65536), (square % 65536) * MAX_ROOT);
    this.#addParts(Math.floor(cross / MAX_ROOT), (cross % MAX_ROOT) * 65536 + b * b);
    return this;
  }

  /** Adds another sum; associative and commutative. */
  merge(other: ExactSum): this {
    this.#addParts(other.#high, other.#low);
    return this;
  }

  /** This sum less `part`, as a new sum; undefined where `part` is the larger. */
  minus(part: ExactSum): ExactSum | undefined {
    const borrow = this.#low < part.#low ? 1 : 0;
    const high = this.#high - part.#high - borrow;
    if (high < 0) return undefined;
    return ExactSum.decode([high, this.#low - part.#low + borrow * LIMB]);
  }

  /** The nearest double. */
  toNumber(): number {
    return this.#high * LIMB + this.#low;
  }

  toBigInt(): bigint {
    return BigInt(this.#high) * BigInt(LIMB) + BigInt(this.#low);
  }

  /** `[high, low]`, both integers below 2^53. */
  encode(): [high: number, low: number] {
    return [this.#high, this.#low];
  }

  /** Inverse of `encode`. Throws `E_FORMAT` for what `encode` cannot have written. */
  static decode(limbs: readonly [high: number, low: number]): ExactSum {
    const [high, low] = limbs;
    const whole = Number.isSafeInteger(high) && Number.isSafeInteger(low);
    if (!whole || high < 0 || low < 0 || low >= LIMB) {
      throw new OutcrossError('E_FORMAT', `[${high}, ${low}] is no exact sum`);
    }
    const sum = new ExactSum();
    sum.#high = high;
    sum.#low = low;
    return sum;
  }

  /** `low` below 2^53 - 2^48, so that the limb's sum is exact before it is carried. */
  #addParts(high: number, low: number): void {
    const total = this.#low + low;
    const carry = total < LIMB ? 0 : Math.floor(total / LIMB);
    this.#low = total - carry * LIMB;
    this.#high += high + carry;
    if (this.#high > Number.MAX_SAFE_INTEGER)
      throw new OutcrossError('E_INTERNAL', 'an exact sum passed 2^101');
  }
}
