import type { CountRow, Counts } from '../../proof/statement/counts.ts';
import { type JsonDifference, jsonDifferences } from '../../proof/statement/json-difference.ts';

const KEYS = ['byOrigin', 'bySource', 'byModel', 'byGeneration'] as const;

/** Counts by value, so that a row is told by its name and not by its place. `-` stands for examples that do not say. */
type Named = Readonly<Record<string, unknown>>;

/** Where counts differ. Paths such as `byOrigin.human.examples`. */
export function countDifferences(expected: Counts, found: Counts): JsonDifference[] {
  return jsonDifferences(namedCounts(expected), namedCounts(found));
}

/** Where what a manifest says of the set's composition differs from what its files hold. */
export function compositionDifferences(composition: unknown, counts: Counts): JsonDifference[] {
  const told = (composition ?? {}) as Partial<Counts>;
  const { examples, tokens } = counts;
  const of = (from: Partial<Counts>) =>
    Object.fromEntries(KEYS.map((key) => [key, namedRows(Array.isArray(from[key]) ? from[key] : [])]));
  return jsonDifferences(
    { examples: told.examples, tokens: told.tokens, ...of(told) },
    { examples, tokens, ...of(counts) },
  );
}

function namedCounts({ examples, tokens, notHumanByGeneration, byEvidence, ...rest }: Counts): Named {
  const tables = Object.entries({ ...rest, notHumanByGeneration }).map(([key, rows]) => [
    key,
    namedRows(rows),
  ]);
  const evidence = byEvidence.map((row) => [`${row.value ?? '-'}/${row.origin}`, amount(row)]);
  return { examples, tokens, ...Object.fromEntries(tables), byEvidence: Object.fromEntries(evidence) };
}

function namedRows(rows: readonly CountRow[]): Named {
  // A manifest may hold anything.
  const known = rows.filter((row) => typeof row === 'object' && row !== null);
  return Object.fromEntries(known.map((row) => [row.value ?? '-', amount(row)]));
}

function amount({ examples, tokens }: CountRow): Named {
  return { examples, tokens };
}
