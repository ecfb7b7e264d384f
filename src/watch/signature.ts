import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bears the time and the signature of a body: `t=1790000000,v1=5257a8...`. */
export const SIGNATURE_HEADER = 'outcross-signature';

/** HMAC-SHA256 (RFC 2104) of `<seconds>.<body>`: whoever records a request cannot send it again later as new. */
export function signature(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${digestOf(body, secret, seconds)}`;
}

/** Seconds by which the clocks of sender and receiver may differ. */
const TOLERANCE = 300;

/**
 * True where the header was made of this body with this secret, at most `tolerance` seconds from `now` (seconds of the epoch). For
 * receivers. Several `v1` may stand in it, as when a secret is changed; one must be right.
 */
export function isSigned(
  header: string,
  body: string,
  secret: string,
  now: number,
  tolerance = TOLERANCE,
): boolean {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const seconds = Number(parts.find(([key]) => key === 't')?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(seconds) || Math.abs(now - seconds) > tolerance) return false;
  const right = Buffer.from(digestOf(body, secret, seconds));
  return parts.some(([key, value = '']) => {
    const given = Buffer.from(value);
    return key === 'v1' && given.length === right.length && timingSafeEqual(given, right);
  });
}

function digestOf(body: string, secret: string, seconds: number): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}
