import type { Rng } from '../base/rng.ts';

/** Milliseconds. */
const FIRST = 1_000;
const LONGEST = 5 * 60_000;
/** What a receiver may ask for in `Retry-After`. */
const MOST_ASKED = 60 * 60_000;

/**
 * The wait after the n-th failure in a row, n from 1: exponential, with jitter over its upper half, so that many senders do not come
 * back together (Brooker 2015, "Exponential backoff and jitter", equal jitter). What the receiver asks for counts where it is longer.
 */
export function waitAfter(failures: number, rng: Rng, asked = 0): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(20, failures - 1));
  const wait = whole / 2 + (whole / 2) * rng.next();
  return Math.max(wait, Math.min(MOST_ASKED, asked));
}
