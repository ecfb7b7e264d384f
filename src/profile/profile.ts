import { OutcrossError } from '../base/errors.ts';
import { HASH_ID } from '../base/hash.ts';
import type { Modality } from '../corpus/example.ts';
import type { BadRow } from '../corpus/source.ts';
import { ExampleSample } from '../sketch/example-sample.ts';
import { Histogram } from '../sketch/histogram.ts';
import { BLOCKS, TypeTable } from '../sketch/type-table.ts';
import { TOKENIZER_ID } from '../text/tokenizer.ts';
import { bareFacets, type Facets, mergeFacets, restrictFacets } from './facets.ts';
import { FEATURES } from './features.ts';
import { settleKinds } from './kinds.ts';
import { emptyTally, mergeTallies, restrictTally, type Tally } from './tally.ts';

export const PROFILE_SCHEMA = 'outcross.profile/1';

/** Orders of n-grams that a profile samples. 8 serves to find copied runs; 0 is whole examples. */
export const ORDERS = [1, 2, 3, 4, 8, 0] as const;

/** What makes two profiles comparable, and how much they keep. */
export interface ProfileSettings {
  readonly hashId: string;
  readonly tokenizer: string;
  /** (type, block) pairs of order 1. */
  readonly unigramPairs: number;
  /** (type, block) pairs of every other order. */
  readonly pairs: number;
  /** Tokens of the example sample. */
  readonly sampleTokens: number;
  /** False where the sample carries token hashes only. */
  readonly texts: boolean;
  readonly modality: Modality;
  /** Id of the encoder of the feature vectors; empty where there are none. */
  readonly encoder: string;
}

export const DEFAULT_SETTINGS: ProfileSettings = {
  hashId: HASH_ID,
  tokenizer: TOKENIZER_ID,
  unigramPairs: 1 << 18,
  pairs: 1 << 17,
  sampleTokens: 1 << 18,
  texts: true,
  modality: 'text',
  encoder: '',
};

/** True where the sample keeps the places of tokens in its texts: those of words can be found again, those of code cannot. */
export function hasPlaces({ modality, texts }: Pick<ProfileSettings, 'modality' | 'texts'>): boolean {
  return modality === 'code' && texts;
}

/** More categories than this are a sign that the field is an id. */
export const MOST_CATEGORIES = 1 << 16;

/** Throws `E_FIELD` where there are more than `MOST_CATEGORIES`. */
export function requireFewCategories(categories: number): void {
  if (categories <= MOST_CATEGORIES) return;
  throw new OutcrossError('E_FIELD', `the category field has more than ${MOST_CATEGORIES} values`, {
    hint: 'It looks like an id. Name a field with few values, or leave --category-field out.',
  });
}

/** Most malformed rows kept by name; all are counted. */
export const NAMED_BAD_ROWS = 100;

/** Rows that did not become examples, and texts that were not valid UTF-8. */
export interface InputTrouble {
  readonly malformed: number;
  readonly invalidEncoding: number;
  /** The first by file and row, at most `NAMED_BAD_ROWS`. */
  readonly rows: readonly BadRow[];
}

/**
 * The mergeable summary of a corpus, kept by block. Its size has a bound that does not depend on the corpus; `merge` is
 * associative and commutative, and the profile of a corpus is the same bytes however its shards were cut and ordered.
 */
export interface Profile {
  readonly settings: ProfileSettings;
  readonly tally: Tally;
  /** One a member of `ORDERS`, in that order. */
  readonly tables: readonly TypeTable[];
  readonly sample: ExampleSample;
  /** Histogram by feature, then by block. */
  readonly histograms: readonly (readonly Histogram[])[];
  /** Examples by category and block; empty where no category was named. */
  readonly categories: ReadonlyMap<string, Float64Array>;
  /** Examples by provenance, see `provenanceKey` and `settleKinds`. */
  readonly provenance: ReadonlyMap<string, number>;
  readonly trouble: InputTrouble;
  /** What its kind of content adds, by kind, in code-unit order. */
  readonly facets: Facets;
}

export function emptyProfile(settings: ProfileSettings = DEFAULT_SETTINGS): Profile {
  return {
    settings,
    tally: emptyTally(),
    tables: ORDERS.map((order) =>
      TypeTable.empty(order, order === 1 ? settings.unigramPairs : settings.pairs),
    ),
    sample: ExampleSample.empty(settings.sampleTokens),
    histograms: FEATURES.map(() => Array.from({ length: BLOCKS }, () => new Histogram())),
    categories: new Map(),
    provenance: new Map(),
    trouble: { malformed: 0, invalidEncoding: 0, rows: [] },
    facets: new Map(),
  };
}

/** The sample table of n-gram order `order`, one of `ORDERS`. */
export function tableOf(profile: Profile, order: number): TypeTable {
  const table = profile.tables[ORDERS.indexOf(order as (typeof ORDERS)[number])];
  if (table === undefined) throw new OutcrossError('E_INTERNAL', `a profile holds no order ${order}`);
  return table;
}

/** Throws `E_MERGE` naming the first setting in which the two differ. `what` says what was to be done with them. */
export function requireAlike(a: ProfileSettings, b: ProfileSettings, what: string): void {
  for (const key of Object.keys(DEFAULT_SETTINGS) as (keyof ProfileSettings)[]) {
    if (key === 'texts') continue;
    if (a[key] !== b[key]) {
      throw new OutcrossError(
        'E_MERGE',
        `cannot ${what} profiles that differ in ${key}: ${a[key] || 'none'} and ${b[key] || 'none'}`,
        {
          hint: 'Profile both corpora anew with this version and the same options.',
        },
      );
    }
  }
}

/**
 * The profile of both corpora together. Throws `E_MERGE` where their settings differ, `E_FIELD` where they hold too many
 * categories together.
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  requireAlike(a.settings, b.settings, 'merge');
  const categories = mergeMaps(a.categories, b.categories, (x, y) => x.map((n, i) => n + y[i]));
  requireFewCategories(categories.size);
  const texts = a.settings.texts && b.settings.texts;
  return {
    settings: { ...a.settings, texts },
    tally: mergeTallies(a.tally, b.tally),
    tables: a.tables.map((table, i) => table.merge(b.tables[i])),
    sample: withTexts(a.sample, texts).merge(withTexts(b.sample, texts)),
    histograms: a.histograms.map((blocks, f) => blocks.map((h, block) => h.merge(b.histograms[f][block]))),
    categories,
    provenance: mergeMaps(
      settleKinds(mergeMaps(a.provenance, b.provenance, (x, y) => x + y)),
      new Map(),
      (x) => x,
    ),
    trouble: mergeTrouble(a.trouble, b.trouble),
    facets: withShown(mergeFacets(a.facets, b.facets), texts),
  };
}

/**
 * The part of a profile that lies in the blocks that `keep` accepts. Blocks hold whole groups, so this splits by group.
 * Provenance and trouble are not kept by block: they stay those of the whole.
 */
export function restrictProfile(profile: Profile, keep: (block: number) => boolean): Profile {
  const categories = new Map<string, Float64Array>();
  for (const [name, counts] of profile.categories) {
    categories.set(
      name,
      counts.map((n, block) => (keep(block) ? n : 0)),
    );
  }
  return {
    ...profile,
    tally: restrictTally(profile.tally, keep),
    tables: profile.tables.map((table) => table.restrict(keep)),
    sample: profile.sample.restrict(keep),
    histograms: profile.histograms.map((blocks) =>
      blocks.map((h, block) => (keep(block) ? h : new Histogram())),
    ),
    categories,
    facets: restrictFacets(profile.facets, keep),
  };
}

function withShown(facets: Facets, texts: boolean): Facets {
  return texts ? facets : bareFacets(facets);
}

function withTexts(sample: ExampleSample, texts: boolean): ExampleSample {
  if (texts || sample.examples.every((example) => example.text === undefined)) return sample;
  return new ExampleSample(
    sample.budget,
    sample.examples.map(({ text: _, places: __, ...rest }) => rest),
    sample.whole,
  );
}

/** Union of two maps, keys in code-unit order. */
function mergeMaps<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  add: (x: V, y: V) => V,
): Map<string, V> {
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort();
  const merged = new Map<string, V>();
  for (const key of keys) {
    const x = a.get(key);
    const y = b.get(key);
    merged.set(key, x === undefined ? y! : y === undefined ? x : add(x, y));
  }
  return merged;
}

function mergeTrouble(a: InputTrouble, b: InputTrouble): InputTrouble {
  return {
    malformed: a.malformed + b.malformed,
    invalidEncoding: a.invalidEncoding + b.invalidEncoding,
    rows: firstRows([...a.rows, ...b.rows]),
  };
}

/** The first rows by file, row, reason and raw text. */
export function firstRows(rows: readonly BadRow[]): BadRow[] {
  return [...rows]
    .sort(
      (x, y) =>
        compareText(x.file, y.file) ||
        x.row - y.row ||
        compareText(x.reason, y.reason) ||
        compareText(x.raw ?? '', y.raw ?? ''),
    )
    .slice(0, NAMED_BAD_ROWS);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
