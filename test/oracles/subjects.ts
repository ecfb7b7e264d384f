import { hashText } from '../../src/base/hash.ts';
import { GramIndex, type Grams } from '../../src/compare/grams.ts';
import { type Packed, pack } from '../../src/compare/packed.ts';
import { makeSubjects, type Subject } from '../../src/compare/subject.ts';
import { type Tallies, tally } from '../../src/compare/tallies.ts';
import type { Example } from '../../src/corpus/example.ts';
import type { ProfileSettings } from '../../src/profile/profile.ts';
import { Vocabulary } from '../../src/text/vocabulary.ts';
import { profileOf } from './corpus.ts';
import { type Counted, counted, referenceGramsOf } from './recount.ts';

/** Corpora as subjects of one comparison, brought to `tokens`. */
export function subjectsOf(
  corpora: readonly (readonly Example[])[],
  tokens = Number.POSITIVE_INFINITY,
  settings: Partial<ProfileSettings> = {},
): Subject[] {
  return makeSubjects(
    corpora.map((corpus, i) => ({ name: `corpus ${i}`, profile: profileOf(corpus, settings) })),
    tokens,
  );
}

/** A packed sample with its n-grams of orders 1 to 5, and the same as token strings. */
export interface Sample {
  readonly packed: Packed;
  readonly grams: readonly Grams[];
  /** Examples in order of hash, the last cut to fit. */
  readonly counted: readonly Counted[];
  readonly tallies: (order: number) => Tallies;
  readonly types: (order: number) => number;
}

/** The samples of several corpora, each cut to `tokens`. */
export function samplesOf(corpora: readonly (readonly Example[])[], tokens: number): Sample[] {
  const dictionary = new Vocabulary();
  const index = new GramIndex();
  const types = (order: number) => (order === 1 ? dictionary.size : index.size(order));
  const sides = corpora.map((corpus) => {
    const packed = pack(profileOf(corpus), tokens, dictionary);
    return { packed, grams: index.index(packed, 5), counted: cutTo(counted(corpus), tokens) };
  });
  return sides.map((side) => ({
    ...side,
    types,
    tallies: (order) => tally(side.packed, side.grams[order - 1], types(order)),
  }));
}

/** The examples of lowest hash that weigh `tokens` together, ends included; the last is cut. */
function cutTo(all: readonly Counted[], tokens: number): Counted[] {
  const kept: Counted[] = [];
  let left = tokens;
  const hash = ({ example }: Counted) => hashText(example.id).hi;
  for (const one of [...all].sort((a, b) => hash(a) - hash(b))) {
    if (left <= 0) break;
    const cut = one.tokens.slice(0, left - 1);
    kept.push({ ...one, tokens: cut });
    left -= cut.length + 1;
  }
  return kept;
}

/** How often each n-gram occurs. */
export function gramCounts(examples: readonly Counted[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of examples) {
    for (const gram of referenceGramsOf(one, order)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many examples hold each n-gram. */
export function gramDocuments(examples: readonly Counted[], order: number): Map<string, number> {
  const documents = new Map<string, number>();
  for (const one of examples) {
    for (const gram of new Set(referenceGramsOf(one, order)))
      documents.set(gram, (documents.get(gram) ?? 0) + 1);
  }
  return documents;
}
