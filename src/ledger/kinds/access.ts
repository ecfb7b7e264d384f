import { decided } from './kind.ts';
import { moment, name, oneOf, optional, sha256, text } from './shape.ts';

const role = oneOf('read', 'review', 'operate');

const attempt = {
  role: optional(role),
  action: optional(name(300)),
  address: optional(name(200)),
  reason: optional(text(1_000)),
  /** SHA-256 of the secret of the session that it is about. */
  session: optional(sha256()),
  /** When that session ends at the latest. */
  until: optional(moment()),
};

/** A token was made. `secret` is SHA-256 of its secret, 256 bits from a generator of random numbers: nobody finds it from that. */
export const tokenIssued = decided({ name: name(200), role, secret: sha256(), until: optional(moment()) });

/** A token, and all sessions that began with it, are worth nothing any more. */
export const tokenRevoked = decided({ reason: optional(text(1_000)) });

/** Somebody was let in. */
export const accessGranted = decided(attempt);

export const accessDenied = decided(attempt);

/** A session ended before its time: somebody logged out. */
export const accessEnded = decided({ session: sha256() });
