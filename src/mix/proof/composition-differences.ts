import type { CountRow, Counts } from '../../proof/statement/counts.ts';
import { type JsonDifference, jsonDifferences } from '../../proof/statement/json-difference.ts';

const KEYS = ['byOrigin', 'bySource', 'byModel', 'byGeneration'] as const;

/**
 * Counts by value, so that a row is told by its name and not by its place. `-` stands for examples that do not say; a value that is called
 * so stands in quotes, and a second row of one value under a name of its own.
 */
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
  const evidence = namedRows(byEvidence, (row) => `${saidValue(row)}/${row.origin}`);
  return { examples, tokens, ...Object.fromEntries(tables), byEvidence: evidence };
}

function namedRows<R extends CountRow>(rows: readonly R[], nameOf: (row: R) => string = saidValue): Named {
  const named = new Map<string, Named>();
  for (const row of rows) {
    // A manifest may hold anything.
    if (typeof row !== 'object' || row === null) continue;
    const name = nameOf(row);
    let own = name;
    for (let again = 2; named.has(own); again++) own = `${name} (row ${again})`;
    named.set(own, amount(row));
  }
  return Object.fromEntries(named);
}

function saidValue({ value }: CountRow): string {
  if (value === undefined) return '-';
  return /^"*-"*$/.test(value) ? `"${value}"` : value;
}

function amount({ examples, tokens }: CountRow): Named {
  return { examples, tokens };
}
