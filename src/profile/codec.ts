import { OutcrossError } from '../base/errors.ts';
import type { ExampleSample } from '../sketch/example-sample.ts';
import { Histogram } from '../sketch/histogram.ts';
import { BLOCKS, type TypeTable } from '../sketch/type-table.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { decodeTable, encodeTable } from './codec-table.ts';
import { decodeSample, encodeSample } from './codec-sample.ts';
import { FEATURES } from './features.ts';
import { type InputTrouble, ORDERS, PROFILE_SCHEMA, type Profile, type ProfileSettings } from './profile.ts';
import { TALLY_KEYS, type Tally } from './tally.ts';

/** First bytes of a profile file. */
const MAGIC = new TextEncoder().encode('OUTCROSS-PROFILE\n');

interface Header {
  readonly schema: string;
  readonly settings: ProfileSettings;
  readonly tally: Readonly<Record<(typeof TALLY_KEYS)[number], number[]>>;
  readonly categories: [string, number[]][];
  readonly provenance: [string, number][];
  readonly trouble: InputTrouble;
}

/** True where `bytes` begins like a profile. 17 bytes suffice. */
export function looksLikeProfile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** How many first bytes `looksLikeProfile` wants. */
export const PROFILE_PREFIX = MAGIC.length;

/** A profile as bytes: a JSON header, then columns. Equal profiles give equal bytes, on every platform. */
export function encodeProfile(profile: Profile): Uint8Array {
  const header: Header = {
    schema: PROFILE_SCHEMA,
    settings: profile.settings,
    tally: encodeTally(profile.tally),
    categories: [...profile.categories].map(([name, counts]) => [name, [...counts]]),
    provenance: [...profile.provenance],
    trouble: profile.trouble,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const out = new ByteWriter();
  out.raw(MAGIC);
  out.uint32(json.length);
  out.raw(json);
  for (const table of profile.tables) encodeTable(out, table);
  encodeSample(out, profile.sample);
  for (const blocks of profile.histograms) for (const histogram of blocks) encodeHistogram(out, histogram);
  out.raw(MAGIC);
  return out.done().slice();
}

/** Reads `encodeProfile`'s bytes. Throws `E_PROFILE` where they are damaged or of another version. */
export function decodeProfile(bytes: Uint8Array): Profile {
  if (!looksLikeProfile(bytes)) throw new OutcrossError('E_PROFILE', 'this is not a profile');
  const input = new ByteReader(bytes);
  input.raw(MAGIC.length);
  const header = readHeader(input);
  const tables: TypeTable[] = ORDERS.map((order) =>
    decodeTable(input, order, order === 1 ? header.settings.unigramPairs : header.settings.pairs),
  );
  const sample: ExampleSample = decodeSample(input, header.settings.sampleTokens, header.settings.texts);
  const histograms = FEATURES.map(() => Array.from({ length: BLOCKS }, () => decodeHistogram(input)));
  if (!looksLikeProfile(input.raw(MAGIC.length)) || input.left !== 0) {
    throw new OutcrossError('E_PROFILE', 'the profile does not end where it should', { hint: 'Make it anew.' });
  }
  return {
    settings: header.settings,
    tally: decodeTally(header.tally),
    tables,
    sample,
    histograms,
    categories: new Map(header.categories.map(([name, counts]) => [name, Float64Array.from(counts)])),
    provenance: new Map(header.provenance),
    trouble: header.trouble,
  };
}

function readHeader(input: ByteReader): Header {
  const json = input.raw(input.uint32());
  let header: Header;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)) as Header;
  } catch (cause) {
    throw new OutcrossError('E_PROFILE', 'the header of the profile is damaged', { cause, hint: 'Make it anew.' });
  }
  if (header.schema !== PROFILE_SCHEMA) {
    throw new OutcrossError('E_PROFILE', `the profile has schema ${header.schema}; this version reads ${PROFILE_SCHEMA}`, {
      hint: 'Make it anew with `outcross profile`.',
    });
  }
  return header;
}

function encodeTally(tally: Tally): Header['tally'] {
  return {
    examples: [...tally.examples],
    tokens: [...tally.tokens],
    characters: [...tally.characters],
    bytes: [...tally.bytes],
  };
}

function decodeTally(tally: Header['tally']): Tally {
  for (const key of TALLY_KEYS) {
    const counts = tally?.[key];
    if (!Array.isArray(counts) || counts.length !== BLOCKS || counts.some((n) => !(Number.isInteger(n) && n >= 0))) {
      throw new OutcrossError('E_PROFILE', `the profile's ${key} by block are damaged`, { hint: 'Make it anew.' });
    }
  }
  return {
    examples: Float64Array.from(tally.examples),
    tokens: Float64Array.from(tally.tokens),
    characters: Float64Array.from(tally.characters),
    bytes: Float64Array.from(tally.bytes),
  };
}

function encodeHistogram(out: ByteWriter, histogram: Histogram): void {
  const filled = [...histogram.filled()];
  out.varint(filled.length);
  let previous = 0;
  for (const [bucket, count] of filled) {
    out.varint(bucket - previous);
    out.varint(count);
    previous = bucket;
  }
}

/** Buckets of a value below 2^31 end here. */
const MOST_BUCKETS = 1 << 13;

function decodeHistogram(input: ByteReader): Histogram {
  const filled = input.countOf(2);
  const pairs: [number, number][] = [];
  let bucket = 0;
  for (let i = 0; i < filled; i++) {
    bucket += input.varint();
    if (bucket >= MOST_BUCKETS) throw new OutcrossError('E_PROFILE', 'a histogram of the profile is damaged');
    pairs.push([bucket, input.varint()]);
  }
  const counts = new Float64Array(bucket + 1);
  for (const [b, n] of pairs) counts[b] = n;
  return new Histogram(counts);
}
