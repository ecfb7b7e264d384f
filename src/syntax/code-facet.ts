import { OutcrossError } from '../base/errors.ts';
import type { Language } from '../corpus/languages.ts';
import { Histogram } from '../sketch/histogram.ts';
import { BLOCKS, TypeTable } from '../sketch/type-table.ts';
import { type Constructs, mergeConstructs } from './constructs.ts';

/** Per-source measures whose distribution is kept, in the order in which they are stored. */
export const CODE_FEATURES = ['depth', 'comments', 'parsed'] as const;
export type CodeFeature = (typeof CODE_FEATURES)[number];

/** What one unit of the stored integer stands for: value = stored / scale. */
export const CODE_FEATURE_SCALE: Readonly<Record<CodeFeature, number>> = {
  depth: 1,
  comments: 1024,
  parsed: 1024,
};

/** Exact sums by block, in the order in which they are stored. */
export const CODE_COUNTS = [
  'sources',
  'clean',
  'units',
  'errorUnits',
  'commentUnits',
  'refused',
  'cut',
] as const;
/**
 * - `sources`, and those that parse without an error (`clean`);
 * - `units` of UTF-16, those in errors and in comments;
 * - `refused` pieces that the parser was stopped at;
 * - `cut`: sources too long to be parsed as one.
 */
export type CodeCount = (typeof CODE_COUNTS)[number];

/** A source that did not parse cleanly. */
export interface BrokenSource {
  readonly id: string;
  readonly block: number;
  /** Units in errors, of 1,024. */
  readonly share: number;
}

/** Most broken sources kept by name: the first by id. All are counted. */
export const NAMED_BROKEN = 100;

/** (type, block) pairs kept of names, and of targets of calls. */
export const NAME_PAIRS = 1 << 17;

/** What source code adds to a profile. */
export interface CodeFacet {
  /** Names of variables, fields, types and labels, by occurrence. */
  readonly names: TypeTable;
  /** Targets of calls. */
  readonly calls: TypeTable;
  /** By feature, then by block. */
  readonly histograms: readonly (readonly Histogram[])[];
  /** By member of `CODE_COUNTS`, 64 sums each. */
  readonly counts: Readonly<Record<CodeCount, Float64Array>>;
  /** Sources by language and block, in order of their names. */
  readonly languages: ReadonlyMap<Language, Float64Array>;
  readonly constructs: Constructs;
  /** In order of id. */
  readonly broken: readonly BrokenSource[];
}

export function emptyCodeFacet(): CodeFacet {
  return {
    names: TypeTable.empty(1, NAME_PAIRS),
    calls: TypeTable.empty(1, NAME_PAIRS),
    histograms: CODE_FEATURES.map(() => Array.from({ length: BLOCKS }, () => new Histogram())),
    counts: mapCounts(() => new Float64Array(BLOCKS)),
    languages: new Map(),
    constructs: new Map(),
    broken: [],
  };
}

export function mapCounts(value: (count: CodeCount) => Float64Array): Record<CodeCount, Float64Array> {
  return Object.fromEntries(CODE_COUNTS.map((count) => [count, value(count)])) as Record<
    CodeCount,
    Float64Array
  >;
}

export function mergeCode(a: CodeFacet, b: CodeFacet): CodeFacet {
  return {
    names: a.names.merge(b.names),
    calls: a.calls.merge(b.calls),
    histograms: a.histograms.map((blocks, f) => blocks.map((h, block) => h.merge(b.histograms[f][block]))),
    counts: mapCounts((count) => sum(a.counts[count], b.counts[count])),
    languages: mergeLanguages(a.languages, b.languages),
    constructs: mergeConstructs(a.constructs, b.constructs),
    broken: firstBroken([...a.broken, ...b.broken]),
  };
}

/** Names of constructs are not kept by block: they stay those of the whole. */
export function restrictCode(facet: CodeFacet, keep: (block: number) => boolean): CodeFacet {
  const cut = (values: Float64Array) => values.map((n, block) => (keep(block) ? n : 0));
  return {
    names: facet.names.restrict(keep),
    calls: facet.calls.restrict(keep),
    histograms: facet.histograms.map((blocks) => blocks.map((h, b) => (keep(b) ? h : new Histogram()))),
    counts: mapCounts((count) => cut(facet.counts[count])),
    languages: filled(new Map([...facet.languages].map(([language, counts]) => [language, cut(counts)]))),
    constructs: facet.constructs,
    broken: facet.broken.filter(({ block }) => keep(block)),
  };
}

/** The first by id, block and share. */
export function firstBroken(sources: readonly BrokenSource[]): BrokenSource[] {
  return [...sources]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.block - b.block || a.share - b.share))
    .slice(0, NAMED_BROKEN);
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((n, block) => n + b[block]);
}

function mergeLanguages(a: CodeFacet['languages'], b: CodeFacet['languages']): CodeFacet['languages'] {
  const languages = [...new Set([...a.keys(), ...b.keys()])].sort();
  const none = new Float64Array(BLOCKS);
  return new Map(
    languages.map((language) => [language, sum(a.get(language) ?? none, b.get(language) ?? none)]),
  );
}

function filled(languages: Map<Language, Float64Array>): CodeFacet['languages'] {
  return new Map([...languages].filter(([, counts]) => counts.some((n) => n > 0)));
}

/** For what a stored facet may not hold. */
export function damagedFacet(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'what the profile holds of code is damaged', {
    hint: 'Make the profile anew.',
  });
}
