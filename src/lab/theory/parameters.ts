import { OutcrossError } from '../../base/errors.ts';

/** Throws `E_PARAMETER` unless `value` is a whole number from `least` to `most`. */
export function requireWhole(
  name: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const bound = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new OutcrossError('E_PARAMETER', `${name} must be a whole number ${bound}, not ${value}`, {
    where: name,
  });
}

/** Throws `E_PARAMETER` unless `value` is finite and above `bound`. */
export function requireAbove(name: string, value: number, bound: number): void {
  if (Number.isFinite(value) && value > bound) return;
  throw new OutcrossError('E_PARAMETER', `${name} must be a number above ${bound}, not ${value}`, {
    where: name,
  });
}

/** Throws `E_PARAMETER` unless `value` is finite and at least `bound`. */
export function requireAtLeast(name: string, value: number, bound: number): void {
  if (Number.isFinite(value) && value >= bound) return;
  throw new OutcrossError('E_PARAMETER', `${name} must be a number from ${bound}, not ${value}`, {
    where: name,
  });
}

/** Throws `E_PARAMETER` unless 0 <= `value` <= 1. */
export function requireShare(name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new OutcrossError('E_PARAMETER', `${name} must be a number from 0 to 1, not ${value}`, {
    where: name,
  });
}

/** Throws `E_PARAMETER` unless `weights` are finite, not negative, and not all 0. */
export function requireWeights(name: string, weights: ArrayLike<number>): void {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    requireAtLeast(`${name}[${i}]`, weights[i], 0);
    total += weights[i];
  }
  if (total > 0 && Number.isFinite(total)) return;
  throw new OutcrossError('E_PARAMETER', `${name} must have a finite sum above 0, not ${total}`, {
    where: name,
  });
}
