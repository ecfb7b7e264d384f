import { ORIGINS } from '../../corpus/example.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { KeepRule } from './keep.ts';
import { keepKey } from './keep-key.ts';
import type { Near } from './near-index.ts';
import type { Contamination } from './remove-examples.ts';
import type { SharedRun } from './run-index.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes of the key's length, which stands before it, little-endian. */
const LENGTH = 4;

/**
 * What decides of an example where only its fingerprint is known, as bytes: its `keepKey`, its length before it, and what its text
 * shares with a reference (a `Contamination` in JSON), nothing where it shares nothing.
 */
export function encodeStanding(
  { id, origin, generation, length }: Fingerprint,
  rules: readonly KeepRule[],
  near: Near | undefined,
  runs: readonly SharedRun[],
): Uint8Array {
  const known = { origin: ORIGINS[origin], generation: generation < 0 ? undefined : generation, length };
  // From its bytes, as it is read back elsewhere: half of a surrogate pair is U+FFFD in both.
  const key = keepKey({ ...known, id: decoder.decode(id) }, rules);
  const shared = near === undefined && runs.length === 0 ? '' : JSON.stringify(contaminationOf(near, runs));
  const text = encoder.encode(shared);
  const out = new Uint8Array(LENGTH + key.length + text.length);
  new DataView(out.buffer).setUint32(0, key.length, true);
  out.set(key, LENGTH);
  out.set(text, LENGTH + key.length);
  return out;
}

function contaminationOf(near: Near | undefined, runs: readonly SharedRun[]): Contamination {
  return { ...(near === undefined ? {} : { near }), ...(runs.length === 0 ? {} : { runs }) };
}

/** The second part of a standing; undefined where the text shares nothing. */
export function decodeContamination(bytes: Uint8Array): Contamination | undefined {
  return bytes.length === 0 ? undefined : (JSON.parse(decoder.decode(bytes)) as Contamination);
}

/** The two parts of a standing. */
export function partsOfStanding(bytes: Uint8Array): { key: Uint8Array; contamination: Uint8Array } {
  const end = LENGTH + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { key: bytes.subarray(LENGTH, end), contamination: bytes.subarray(end) };
}
