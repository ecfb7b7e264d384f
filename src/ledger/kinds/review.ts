import { decided } from './kind.ts';
import { origin } from './parts.ts';
import { name, number, oneOf, optional, sha256, text } from './shape.ts';

/** A person decided about an example. `undo` takes the decision before it back. */
export const reviewDecided = decided(
  {
    decision: oneOf('accept', 'reject', 'edit', 'relabel', 'skip', 'undo'),
    /** Of `relabel`. */
    origin: optional(origin),
    /** Of `edit`: the text that takes the place of the old one. */
    text: optional(text(500_000)),
    reviewer: name(200),
    note: optional(text(4_000)),
    queue: optional(name(200)),
    seconds: optional(number()),
    /** SHA-256 of the text that was seen: a decision does not hold for another text of the same id. */
    seen: optional(sha256()),
  },
  'decision',
);
