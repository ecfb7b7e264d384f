import { decided } from './kind.ts';
import { name, oneOf, optional, text } from './shape.ts';

const role = oneOf('read', 'review', 'operate');

const attempt = {
  role: optional(role),
  action: optional(name(300)),
  address: optional(name(200)),
  reason: optional(text(1_000)),
};

/** Somebody was let in, or was given a token. */
export const accessGranted = decided(attempt);

export const accessDenied = decided(attempt);
