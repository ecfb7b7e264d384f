import { facetOf } from '../../profile/facets.ts';
import { total } from '../../profile/tally.ts';
import type { CodeFacet } from '../../syntax/code-facet.ts';
import { codeFacet } from '../../syntax/facet.ts';
import type { Subject } from '../subject.ts';

/** The vocabularies of code that are compared beside its constructs. */
export type Vocabulary = 'names' | 'calls';

/** The subjects of a comparison as samples of one vocabulary: their tables of order 1 hold names instead of constructs. */
export interface NameSubjects {
  /** Undefined where the subject's profile is not one of code. */
  of(subject: Subject): Subject | undefined;
  /** Occurrences in the smallest of the subjects that have any. */
  readonly common: number;
}

/** What a profile of code keeps of it; undefined for another. */
export function codeOf(subject: Subject): CodeFacet | undefined {
  return facetOf(subject.profile, codeFacet);
}

/** Brings the subjects to one share of the type space. Those without a single name are left out of the common size. */
export function nameSubjects(subjects: readonly Subject[], vocabulary: Vocabulary): NameSubjects {
  const tables = new Map(subjects.map((subject) => [subject, codeOf(subject)?.[vocabulary]]));
  const shift = Math.max(0, ...[...tables.values()].map((table) => table?.columns.shift ?? 0));
  const sizes = [...tables.values()].map((table) =>
    table === undefined ? 0 : total(table.columns.positions),
  );
  const common = Math.min(...sizes.filter((size) => size > 0));
  const made = new Map<Subject, Subject>();
  for (const [subject, table] of tables) {
    if (table === undefined) continue;
    const tokens = total(table.columns.positions);
    made.set(subject, { ...subject, tokens, tables: new Map([[1, table.sink(shift)]]) });
  }
  return { of: (subject) => made.get(subject), common: Number.isFinite(common) ? common : 0 };
}
