import type { Finding } from '../../base/finding.ts';
import { correlationsOf, largestChanges, MOST_CORRELATED } from '../../compare/columns/correlation.ts';
import { columnKinds, tableOf } from '../../compare/columns/table-columns.ts';
import type { HumanSide } from '../../compare/pair.ts';
import type { Subject } from '../../compare/subject.ts';
import type { Category, ColumnsFacet } from '../../features/columns/column-facet.ts';
import { categoryKey } from '../../features/columns/column-facet.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { clipped } from '../visible.ts';

/** Categories, and pairs of columns, listed in one finding. */
const LISTED = 8;
const CHANGES = 3;

/** Share of the other kind of cell from which on a column is mixed. */
const MIXED = 0.01;

/** What is odd about the columns of one input. */
export function columnFindings(name: string, profile: Profile): Finding[] {
  const facet = tableOf(profile);
  if (facet === undefined) return [];
  return [...facet.columns].flatMap(([column, counts]): Finding[] => {
    const [numbers, words, infinite] = [counts.numbers, counts.words, counts.infinite].map(total);
    const found: Finding[] = [];
    const shown = clipped(column, 40);
    const less = Math.min(numbers, words);
    if (less > 0 && less >= MIXED * (numbers + words)) {
      found.push({
        id: 'column.mixed',
        severity: 'warning',
        message: `The column ${shown} of ${name} holds ${numbers} numbers and ${words} words; it is read as ${numbers >= words ? 'numbers' : 'categories'}.`,
        measure: less / (numbers + words),
        where: name,
        remedy: 'Bring its cells to one kind.',
      });
    }
    if (infinite > 0) {
      found.push({
        id: 'column.infinite',
        severity: 'warning',
        message: `The column ${shown} of ${name} holds ${infinite} infinite numbers; they take no part in its spread and tails.`,
        measure: infinite,
        where: name,
      });
    }
    if (numbers + words + infinite === 0) {
      found.push({
        id: 'column.empty',
        severity: 'warning',
        message: `The column ${shown} of ${name} holds nothing.`,
        where: name,
      });
    }
    return found;
  });
}

/** Columns of the human table that say nothing, because all rows agree in them. */
export function constantFindings(profile: Profile): Finding[] {
  const facet = tableOf(profile);
  if (facet === undefined) return [];
  const constant = columnKinds(profile).numeric.filter(
    (column) => new Set(facet.rows.flatMap(({ values }) => values.get(column) ?? [])).size === 1,
  );
  if (constant.length === 0) return [];
  return [
    {
      id: 'column.constant',
      severity: 'info',
      message: `All rows of the human table agree in ${constant.map((c) => clipped(c, 40)).join(', ')}: no spread or tail can be lost there.`,
      where: 'the human text',
    },
  ];
}

/** What a generation has lost in columns: whole columns, categories, and how columns hang together. */
export function lostColumnFindings({ holdout, reservoir }: HumanSide, subject: Subject): Finding[] {
  const human = tableOf(holdout.profile);
  const own = tableOf(subject.profile);
  if (human === undefined || own === undefined) return [];
  return [
    ...absent(human, own, subject),
    ...otherKind(holdout.profile, own, subject),
    ...vanished(holdout, reservoir, subject),
    ...changed(holdout, subject),
  ];
}

function held(facet: ColumnsFacet, column: string): number {
  const counts = facet.columns.get(column);
  return counts === undefined ? 0 : total(counts.numbers) + total(counts.words) + total(counts.infinite);
}

function absent(human: ColumnsFacet, own: ColumnsFacet, { name }: Subject): Finding[] {
  const gone = [...human.columns.keys()].filter(
    (column) => held(human, column) > 0 && held(own, column) === 0,
  );
  if (gone.length === 0) return [];
  return [
    {
      id: 'column.absent',
      severity: 'critical',
      message: `${name} holds nothing in ${gone.map((column) => clipped(column, 40)).join(', ')}: nothing could be measured there.`,
      measure: gone.length,
      where: name,
      remedy:
        'Check what wrote the table; leave the column out with --columns if it is not meant to be there.',
    },
  ];
}

/** Columns that hold something, but nothing of the kind that they hold of people. */
function otherKind(human: Profile, own: ColumnsFacet, { name }: Subject): Finding[] {
  const kinds = columnKinds(human);
  const without = (kind: 'numbers' | 'words', columns: readonly string[]) =>
    columns.filter((column) => {
      const counts = own.columns.get(column);
      const other = kind === 'numbers' ? counts?.words : counts?.numbers;
      return counts !== undefined && total(other!) > 0 && total(counts[kind]) === 0;
    });
  const found = (columns: readonly string[], kind: string, remedy: string): Finding[] =>
    columns.length === 0
      ? []
      : [
          {
            id: 'column.other-kind',
            severity: 'critical',
            message: `${name} holds no ${kind} in ${columns.map((column) => clipped(column, 40)).join(', ')}, where people's cells are ${kind}s: nothing could be compared there.`,
            measure: columns.length,
            where: name,
            remedy,
          },
        ];
  return [
    ...found(
      without('numbers', kinds.numeric),
      'number',
      'Check how its numbers are written: 1,5 and 12 years are words.',
    ),
    ...found(
      without('words', kinds.categorical),
      'word',
      'Write numbers that stand for classes as words in all tables, or in none.',
    ),
  ];
}

const NONE = new Float64Array(0);

/** Rows of a category by key of its type. */
function rowsOf(facet: ColumnsFacet): Map<string, number> {
  const { hi, lo, start, documents } = facet.categories.columns;
  const rows = new Map<string, number>();
  for (let t = 0; t < hi.length; t++) {
    let sum = 0;
    for (let p = start[t]; p < start[t + 1]; p++) sum += documents[p];
    rows.set(categoryKey(hi[t], lo[t]), sum);
  }
  return rows;
}

function vanished(holdout: Subject, reservoir: Subject, subject: Subject): Finding[] {
  const facets = [holdout, reservoir, subject].map((s) => tableOf(s.profile)!);
  const [human, base, own] = facets.map(rowsOf);
  const categorical = new Set(columnKinds(holdout.profile).categorical);
  // Where categories are sampled, only those that all tables would keep can be told to be gone.
  const limit = 2 ** (32 - Math.max(...facets.map(({ categories }) => categories.columns.shift)));
  const gone = [...facets[0].labels].filter(
    ([key, { column }]) =>
      categorical.has(column) &&
      total(facets[2].columns.get(column)?.words ?? NONE) > 0 &&
      Number.parseInt(key.slice(0, 8), 16) < limit &&
      human.get(key)! >= 2 &&
      base.has(key) &&
      !own.has(key),
  );
  if (gone.length === 0) return [];
  const surest = gone.sort(([a], [b]) => human.get(b)! - human.get(a)! || (a < b ? -1 : 1));
  const list = surest
    .slice(0, LISTED)
    .map(([key, category]) => `${shownCategory(category)} (${human.get(key)} rows)`);
  const more = gone.length > LISTED ? `, and ${gone.length - LISTED} more` : '';
  return [
    {
      id: 'column.vanished',
      severity: 'warning',
      message: `${gone.length} ${gone.length === 1 ? 'category' : 'categories'} of both human tables ${gone.length === 1 ? 'does' : 'do'} not occur: ${list.join(', ')}${more}.`,
      measure: gone.length,
      where: subject.name,
      remedy: 'Bring back human rows of these categories.',
    },
  ];
}

function shownCategory({ column, label }: Category): string {
  return `${clipped(column, 24)} = ${clipped(label, 40)}`;
}

function changed(holdout: Subject, subject: Subject): Finding[] {
  const columns = columnKinds(holdout.profile).numeric.slice(0, MOST_CORRELATED);
  const [human, own] = [holdout, subject].map((s) =>
    correlationsOf(s.profile, columns, Number.POSITIVE_INFINITY),
  );
  const changes = largestChanges(human, own, columns, CHANGES);
  if (changes.length === 0) return [];
  const list = changes.map(
    ({ columns: [a, b], ...r }) =>
      `${clipped(a, 24)} and ${clipped(b, 24)} ${r.human.toFixed(2)} to ${r.generation.toFixed(2)}`,
  );
  return [
    {
      id: 'column.correlation-changed',
      severity: 'warning',
      message: `Columns hang together otherwise than in the human table; the largest changes of rank correlation: ${list.join('; ')}.`,
      measure: Math.abs(changes[0].generation - changes[0].human),
      where: subject.name,
    },
  ];
}
