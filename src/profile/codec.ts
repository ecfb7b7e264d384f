import { createHash } from 'node:crypto';
import { ByteReader, ByteWriter } from '../base/bytes.ts';
import { OutcrossError } from '../base/errors.ts';
import type { ExampleSample } from '../sketch/example-sample.ts';
import { decodeHistogram, encodeHistogram } from '../sketch/histogram-codec.ts';
import { BLOCKS, type TypeTable } from '../sketch/type-table.ts';
import { decodeTable, encodeTable } from '../sketch/type-table-codec.ts';
import { decodeHeader, encodeHeader } from './codec-header.ts';
import { decodeSample, encodeSample } from './codec-sample.ts';
import { decodeFacets, encodeFacets } from './facets.ts';
import { FEATURES } from './features.ts';
import { hasPlaces, ORDERS, type Profile } from './profile.ts';

/** First bytes of a profile file. */
const MAGIC = new TextEncoder().encode('OUTCROSS-PROFILE\n');

/** True where `bytes` begins like a profile. 17 bytes suffice. */
export function looksLikeProfile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** How many first bytes `looksLikeProfile` wants. */
export const PROFILE_PREFIX = MAGIC.length;

/** Bytes of the hash of all before them, at the end of a profile. */
const SEAL = 8;

/** A profile as bytes: a JSON header, columns, and a hash of both. Equal profiles give equal bytes, on every platform. */
export function encodeProfile(profile: Profile): Uint8Array {
  const facets = encodeFacets(profile.facets);
  const sizes = facets.map(([kind, bytes]) => [kind, bytes.length] as const);
  const json = new TextEncoder().encode(encodeHeader(profile, sizes));
  const out = new ByteWriter();
  out.raw(MAGIC);
  out.uint32(json.length);
  out.raw(json);
  for (const table of profile.tables) encodeTable(out, table);
  encodeSample(out, profile.sample);
  for (const blocks of profile.histograms) for (const histogram of blocks) encodeHistogram(out, histogram);
  for (const [, bytes] of facets) out.raw(bytes);
  out.raw(sealOf(out.done()));
  return out.done().slice();
}

/** Reads `encodeProfile`'s bytes. Throws `E_PROFILE` where they are damaged or of another version. */
export function decodeProfile(bytes: Uint8Array): Profile {
  if (!looksLikeProfile(bytes)) throw new OutcrossError('E_PROFILE', 'this is not a profile');
  const input = new ByteReader(bytes.subarray(0, Math.max(MAGIC.length, bytes.length - SEAL)));
  input.raw(MAGIC.length);
  const { header, facets: sizes } = readHeader(input);
  const tables: TypeTable[] = ORDERS.map((order) =>
    decodeTable(input, order, order === 1 ? header.settings.unigramPairs : header.settings.pairs),
  );
  const sample: ExampleSample = decodeSample(input, header.settings.sampleTokens, {
    texts: header.settings.texts,
    places: hasPlaces(header.settings),
  });
  const histograms = FEATURES.map(() => Array.from({ length: BLOCKS }, () => decodeHistogram(input)));
  const facets = decodeFacets(sizes.map(([kind, length]) => [kind, input.raw(length)] as const));
  if (input.left !== 0 || !sealed(bytes)) {
    throw new OutcrossError('E_PROFILE', 'the profile is damaged', { hint: 'Make it anew.' });
  }
  return { ...header, tables, sample, histograms, facets };
}

/** The first bytes of the SHA-256 of what comes before: tells damage, not forgery. */
function sealOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, SEAL);
}

function sealed(bytes: Uint8Array): boolean {
  if (bytes.length < MAGIC.length + SEAL) return false;
  const end = bytes.length - SEAL;
  return sealOf(bytes.subarray(0, end)).equals(bytes.subarray(end));
}

function readHeader(input: ByteReader): ReturnType<typeof decodeHeader> {
  const bytes = input.raw(input.uint32());
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new OutcrossError('E_PROFILE', 'the header of the profile is damaged', {
      cause,
      hint: 'Make it anew.',
    });
  }
  return decodeHeader(json);
}
