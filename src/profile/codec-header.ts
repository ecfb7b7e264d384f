import { OutcrossError } from '../base/errors.ts';
import { MODALITIES, type Modality } from '../corpus/example.ts';
import type { BadRow } from '../corpus/source.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { type InputTrouble, PROFILE_SCHEMA, type Profile, type ProfileSettings } from './profile.ts';
import { TALLY_KEYS, type Tally } from './tally.ts';

type Header = Pick<Profile, 'settings' | 'tally' | 'categories' | 'provenance' | 'trouble'>;

/** Bytes of each facet by its kind, in the order in which they are stored. */
export type FacetSizes = readonly (readonly [kind: string, bytes: number])[];

/** What a profile holds beside its columns, as JSON in one fixed order of keys: equal headers give equal text. */
export function encodeHeader(
  { settings, tally, categories, provenance, trouble }: Header,
  facets: FacetSizes = [],
): string {
  const { hashId, tokenizer, unigramPairs, pairs, sampleTokens, texts, modality, encoder } = settings;
  // Left out where they say nothing, so that a profile of plain text has the bytes that it always had.
  const kind = { ...(modality === 'text' ? {} : { modality }), ...(encoder === '' ? {} : { encoder }) };
  return JSON.stringify({
    schema: PROFILE_SCHEMA,
    settings: { hashId, tokenizer, unigramPairs, pairs, sampleTokens, texts, ...kind },
    tally: Object.fromEntries(TALLY_KEYS.map((key) => [key, [...tally[key]]])),
    categories: [...categories].map(([name, counts]) => [name, [...counts]]),
    provenance: [...provenance],
    trouble: {
      malformed: trouble.malformed,
      invalidEncoding: trouble.invalidEncoding,
      rows: trouble.rows.map(({ file, row, reason, raw }) => ({ file, row, reason, raw })),
    },
    ...(facets.length === 0 ? {} : { facets }),
  });
}

/** Reads `encodeHeader`'s text. Throws `E_PROFILE` where it is damaged or of another version. */
export function decodeHeader(json: string): { header: Header; facets: FacetSizes } {
  const header = fields(parse(json), 'header');
  const held = header.facets === undefined ? [] : entries(header.facets, 'facets');
  if (header.schema !== PROFILE_SCHEMA) {
    throw new OutcrossError(
      'E_PROFILE',
      `the profile has schema ${header.schema}; this version reads ${PROFILE_SCHEMA}`,
      {
        hint: 'Make it anew with `outcross profile`.',
      },
    );
  }
  return {
    header: readHeader(header),
    facets: held.map(([kind, bytes]) => [kind, count(bytes, 'facets')] as const),
  };
}

function readHeader(from: Fields): Header {
  return {
    settings: readSettings(fields(from.settings, 'settings')),
    tally: readTally(fields(from.tally, 'tally')),
    categories: new Map(
      entries(from.categories, 'categories').map(([key, n]) => [key, byBlock(n, 'categories')]),
    ),
    provenance: new Map(
      entries(from.provenance, 'provenance').map(([key, n]) => [key, count(n, 'provenance')]),
    ),
    trouble: readTrouble(fields(from.trouble, 'trouble')),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw damaged('header', cause);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readSettings(from: Fields): ProfileSettings {
  if (typeof from.texts !== 'boolean') throw damaged('settings');
  return {
    hashId: word(from.hashId, 'settings'),
    tokenizer: word(from.tokenizer, 'settings'),
    unigramPairs: count(from.unigramPairs, 'settings'),
    pairs: count(from.pairs, 'settings'),
    sampleTokens: count(from.sampleTokens, 'settings'),
    texts: from.texts,
    modality: from.modality === undefined ? 'text' : modalityOf(from.modality),
    encoder: from.encoder === undefined ? '' : word(from.encoder, 'settings'),
  };
}

function modalityOf(value: unknown): Modality {
  const modality = MODALITIES.find((known) => known === value);
  if (modality === undefined) throw damaged('settings');
  return modality;
}

function readTally(from: Fields): Tally {
  return {
    examples: byBlock(from.examples, 'examples'),
    tokens: byBlock(from.tokens, 'tokens'),
    characters: byBlock(from.characters, 'characters'),
    bytes: byBlock(from.bytes, 'bytes'),
  };
}

function readTrouble(from: Fields): InputTrouble {
  return {
    malformed: count(from.malformed, 'trouble'),
    invalidEncoding: count(from.invalidEncoding, 'trouble'),
    rows: list(from.rows, 'trouble').map(readRow),
  };
}

function readRow(value: unknown): BadRow {
  const from = fields(value, 'trouble');
  const row = {
    file: word(from.file, 'trouble'),
    row: count(from.row, 'trouble'),
    reason: word(from.reason, 'trouble'),
  };
  return from.raw === undefined ? row : { ...row, raw: word(from.raw, 'trouble') };
}

function byBlock(value: unknown, what: string): Float64Array {
  const counts = list(value, what);
  if (counts.length !== BLOCKS) throw damaged(what);
  return Float64Array.from(counts, (n) => count(n, what));
}

function entries(value: unknown, what: string): [string, unknown][] {
  return list(value, what).map((entry) => {
    const [key, held] = list(entry, what);
    return [word(key, what), held];
  });
}

function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw damaged(what);
  return value as Fields;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged(what);
  return value;
}

function word(value: unknown, what: string): string {
  if (typeof value !== 'string') throw damaged(what);
  return value;
}

function count(value: unknown, what: string): number {
  if (!(Number.isSafeInteger(value) && (value as number) >= 0)) throw damaged(what);
  return value as number;
}

function damaged(what: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_PROFILE', `the profile's ${what} is damaged`, {
    cause,
    hint: 'Make the profile anew.',
  });
}
