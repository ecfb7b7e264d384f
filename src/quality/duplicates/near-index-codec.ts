import { createHash } from 'node:crypto';
import { OutcrossError } from '../../base/errors.ts';
import { NearIndex, SIGNATURE_ID } from './near-index.ts';
import type { NearSettings } from './settings.ts';

/** First bytes of an index; the last eight of its 16 are the length of the header. */
const MAGIC = 'OCNEAR1\n';
const DIGEST = 32;

interface Header {
  readonly signature: string;
  readonly settings: NearSettings;
  readonly entries: number;
  readonly idBytes: number;
}

/**
 * An index as bytes: a header in JSON, the columns, little-endian, and the SHA-256 of all that stands before it. Equal indices give equal bytes.
 */
export function encodeNearIndex(index: NearIndex): Uint8Array {
  const { settings, length } = index;
  const { unit, shingle, bands, rows, threshold } = settings;
  const { bytes: ids, end } = index.ids.columns();
  const header: Header = {
    signature: SIGNATURE_ID,
    settings: { unit, shingle, bands, rows, threshold },
    entries: length,
    idBytes: ids.length,
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const columns = [
    bytesOf(end),
    bytesOf(index.exact.values.subarray(0, 2 * length)),
    bytesOf(index.keys.values.subarray(0, 2 * bands * length)),
    index.lanes.values.subarray(0, bands * rows * length),
    ids,
  ];
  const size = columns.reduce((sum, column) => sum + column.length, 16 + head.length);
  const out = new Uint8Array(size + DIGEST);
  out.set(new TextEncoder().encode(MAGIC));
  new DataView(out.buffer).setUint32(8, head.length, true);
  out.set(head, 16);
  let at = 16 + head.length;
  for (const column of columns) {
    out.set(column, at);
    at += column.length;
  }
  out.set(digestOf(out.subarray(0, size)), size);
  return out;
}

/**
 * The index that was encoded. Throws `E_FORMAT` for bytes that are no index or damaged, and where its signatures were made by another
 * scheme, hash or tokeniser.
 */
export function decodeNearIndex(bytes: Uint8Array): NearIndex {
  const header = headerOf(bytes);
  const index = new NearIndex(header.settings);
  const { bands, rows } = index.settings;
  const { entries, idBytes } = header;
  const from = 16 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const sizes = [8 * entries, 8 * entries, 8 * bands * entries, bands * rows * entries, idBytes];
  if (from + sizes.reduce((sum, size) => sum + size, DIGEST) !== bytes.length) throw damaged();
  let at = from;
  const [end, exact, keys, lanes, ids] = sizes.map((size) =>
    Uint8Array.prototype.slice.call(bytes, at, (at += size)),
  );
  const ends = new Float64Array(end.buffer);
  for (let i = 0; i < entries; i++) index.ids.addBytes(ids.subarray(i === 0 ? 0 : ends[i - 1], ends[i]));
  index.exact.values = new Uint32Array(exact.buffer);
  index.keys.values = new Uint32Array(keys.buffer);
  index.lanes.values = lanes;
  for (let entry = 0; entry < entries; entry++) index.link(hasKeys(index, entry));
  return index;
}

/** Entries without shingles have no keys: all are 0, which the keys of a signature are with chance 2^-64 a band. */
function hasKeys({ keys, settings }: NearIndex, entry: number): boolean {
  const from = 2 * settings.bands * entry;
  return keys.values.subarray(from, from + 2 * settings.bands).some((key) => key !== 0);
}

/** SHA-256 of an encoded index, in hexadecimal: the name of exactly these texts under exactly these settings. */
export function nearIndexDigest(encoded: Uint8Array): string {
  return Buffer.from(encoded.subarray(encoded.length - DIGEST)).toString('hex');
}

function headerOf(bytes: Uint8Array): Header {
  if (bytes.length < 16 + DIGEST || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) {
    throw new OutcrossError('E_FORMAT', 'these bytes are no index of near-duplicates');
  }
  const body = bytes.subarray(0, bytes.length - DIGEST);
  if (Buffer.compare(digestOf(body), bytes.subarray(bytes.length - DIGEST)) !== 0) throw damaged();
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const header = headerIn(bytes.subarray(16, 16 + size));
  if (header.signature === SIGNATURE_ID) return header;
  throw new OutcrossError('E_FORMAT', `the index was made by ${header.signature}; this is ${SIGNATURE_ID}`, {
    hint: 'Make the index anew from its texts.',
  });
}

function headerIn(bytes: Uint8Array): Header {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof header === 'object' && header !== null && 'settings' in header) return header as Header;
  } catch {
    // No JSON: the digest is right, so that whoever wrote it wrote something else.
  }
  throw damaged();
}

function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function damaged(): OutcrossError {
  return new OutcrossError('E_FORMAT', 'the index of near-duplicates is damaged: its digest does not fit', {
    hint: 'Make it anew from its texts.',
  });
}

/** Little-endian bytes: all platforms that Node runs on are. */
function bytesOf(column: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
