import type { Rng } from '../../base/rng.ts';

export interface BackOff {
  /** Tries after the first. */
  readonly retries: number;
  /** Milliseconds before the first retry; doubled each time. */
  readonly first: number;
  /** Most milliseconds between two tries. */
  readonly most: number;
}

export const DEFAULT_BACK_OFF: BackOff = { retries: 6, first: 500, most: 60_000 };

/** Longer waits than this, in milliseconds, are not sat through. */
export const LONGEST_WAIT = 15 * 60_000;

/**
 * Milliseconds to wait before retry `attempt`, from 0: exponential, half of it jitter ("equal jitter"), so that many who were
 * refused together do not come back together. What the server asks for is a lower bound.
 */
export function waitBefore(
  attempt: number,
  { first, most }: BackOff,
  rng: Rng,
  asked: number | undefined,
): number {
  const whole = Math.min(most, first * 2 ** attempt);
  const own = whole / 2 + (rng.next() * whole) / 2;
  return Math.max(own, asked ?? 0);
}

/**
 * Milliseconds that a `Retry-After` header asks to wait (RFC 9110, section 10.2.3): seconds, or a date, which is held against
 * the `Date` of the same reply, so that no clock is needed. Undefined for none, and for what is neither.
 */
export function retryAfter(header: string | null, date: string | null): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = Date.parse(text);
  const now = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(until) || Number.isNaN(now)) return undefined;
  return Math.max(0, until - now);
}
