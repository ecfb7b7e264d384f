import { computed, decided } from './kind.ts';
import { file, files, result } from './parts.ts';
import { count, list, moment, name, object, oneOf, optional, sha256, text } from './shape.ts';

export const proofMade = computed({
  of: files,
  bundle: file,
  /** Root of the Merkle tree, and its number of leaves. */
  root: sha256(),
  size: count(),
  /** Fingerprint of the key, or the identity of a keyless signature. */
  signer: name(512),
  /** Of a proof that extends another: its root. */
  extends: optional(sha256()),
});

export const proofVerified = computed(
  {
    bundle: file,
    root: optional(sha256()),
    result,
    signer: optional(name(512)),
    /** What differed, in words. */
    faults: list(text(1_000), 100),
  },
  'result',
);

const purpose = oneOf('sign', 'watermark', 'alert', 'access');

export const keyMade = decided({
  /** SHA-256 of the public key, or the id of a watermark's key. Never anything secret. */
  key: name(200),
  type: name(100),
  purpose,
  replaces: optional(name(200)),
  expires: optional(moment()),
});

export const keyUsed = computed({
  key: name(200),
  purpose,
  /** What was signed or marked. */
  of: optional(object({ name: name(1_024), sha256: optional(sha256()) })),
});
