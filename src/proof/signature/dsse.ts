/** Payload type of an in-toto statement. */
export const IN_TOTO = 'application/vnd.in-toto+json';

/** A signed payload (DSSE 1.0, with its one signature). */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** Whose signature it is said to be: a hint, which the signature does not cover. */
  readonly keyId: string;
}

/**
 * The bytes that are signed: `"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, lengths in bytes, in decimal digits (DSSE 1.0,
 * protocol.md).
 */
export function preAuthEncoding(payloadType: string, body: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${body.length} `), body]);
}
