import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Measure, named } from '../measure.ts';
import type { Roles } from '../roles.ts';
import { commonExamples, leaveEachOut, type Subject } from '../subject.ts';
import { categoriesOf, coverage, effectiveCategories } from './categorical.ts';
import { type Correlations, correlationShift, correlationsOf, MOST_CORRELATED } from './correlation.ts';
import { columnSpread, spreadUnit, tailCut, tailShare } from './numeric.ts';
import { columnKinds, type SortedColumn, sortedColumn, tableOf } from './table-columns.ts';

/** Shares of the anchor beyond the quantiles that tails are cut at. */
export const TAILS = [0.05, 0.01] as const;

const corpus = { basis: 'corpus', order: 1 } as const;

/** Tables have no tokens. `most`: rows that a sample holds, where it is one. */
function rowsCompared(exact: boolean, most: (s: Subject) => number = commonExamples): Pick<Measure, 'size'> {
  return {
    size: (s) => ({ sampleSize: { tokens: 0, examples: Math.min(commonExamples(s), most(s)) }, exact }),
  };
}

function sampledRows(subject: Subject): number {
  return tableOf(subject.profile)?.rows.length ?? 0;
}

/** Measures on the columns of a table; empty where the holdout is none. */
export function columnMeasures(holdout: Subject, subjects: readonly Subject[]): Measure[] {
  if (tableOf(holdout.profile) === undefined) return [];
  const { numeric, categorical } = columnKinds(holdout.profile);
  const shift = Math.max(0, ...subjects.map((s) => tableOf(s.profile)?.categories.columns.shift ?? 0));
  const onRows = rowsCompared(
    subjects.every((s) => sampledRows(s) === s.examples),
    sampledRows,
  );
  return [
    ...numeric
      .flatMap((column) => numericMeasures(holdout, column))
      .map((measure) => ({ ...measure, ...onRows })),
    ...categorical
      .flatMap((column) => categoricalMeasures(holdout, column, shift))
      .map((measure) => ({ ...measure, ...rowsCompared(shift === 0) })),
    ...[...numeric, ...categorical].map((column) => ({
      ...corpus,
      ...rowsCompared(true),
      name: named(`column.missing:${column}`, 'column', 'flag'),
      take: (s: Subject) => missingShare(s, column),
    })),
    ...correlationMeasures(holdout, subjects, numeric.slice(0, MOST_CORRELATED)).map((measure) => ({
      ...measure,
      ...onRows,
    })),
  ];
}

/** One sort for the measures of a column. */
function sorting(column: string): (subject: Subject) => SortedColumn {
  const kept = new WeakMap<Subject, SortedColumn>();
  return (subject) => {
    let sorted = kept.get(subject);
    if (sorted === undefined) kept.set(subject, (sorted = sortedColumn(subject.profile, column)));
    return sorted;
  };
}

function numericMeasures(holdout: Subject, column: string): Measure[] {
  const sorted = sorting(column);
  const anchor = sorted(holdout);
  const unit = spreadUnit(anchor);
  if (unit === undefined) return [];
  const tails = TAILS.flatMap((share) => (['low', 'high'] as const).map((side) => ({ side, share })));
  return [
    {
      ...corpus,
      name: named(`column.spread:${column}`, 'column', 'falls'),
      take: (s) => columnSpread(s, sorted(s), unit),
    },
    ...tails.flatMap(({ side, share }): Measure[] => {
      const cut = tailCut(anchor, side, share);
      if (cut === undefined) return [];
      const name = { ...named(`column.tail.${side}:${column}`, 'column', 'falls'), band: share };
      return [{ ...corpus, name, take: (s) => tailShare(s, sorted(s), cut) }];
    }),
  ];
}

function categoricalMeasures(holdout: Subject, column: string, shift: number): Measure[] {
  const human = categoriesOf(holdout, column, shift);
  return [
    {
      ...corpus,
      name: named(`column.categories:${column}`, 'column', 'falls'),
      take: (s) => coverage(human, s, categoriesOf(s, column, shift)),
    },
    // A sample of the categories says nothing of their entropy.
    ...(shift > 0
      ? []
      : [
          {
            ...corpus,
            name: named(`column.hill:${column}`, 'column', 'falls'),
            take: (s: Subject) => effectiveCategories(s, categoriesOf(s, column, shift)),
          },
        ]),
  ];
}

/** Share of rows in which a column has neither number nor word. */
function missingShare(subject: Subject, column: string): Estimate | undefined {
  const counts = tableOf(subject.profile)?.columns.get(column);
  const { examples } = subject.profile.tally;
  const held = (block: number) =>
    counts === undefined ? 0 : counts.numbers[block] + counts.words[block] + counts.infinite[block];
  const all = total(examples);
  const missing = all - examples.reduce((sum, _, block) => sum + held(block), 0);
  const without = leaveEachOut(subject.profile, (block) => {
    const left = all - examples[block];
    return left === 0 ? Number.NaN : (missing - examples[block] + held(block)) / left;
  });
  return estimate(missing / all, 0.5 / all, without);
}

function correlationMeasures(
  holdout: Subject,
  subjects: readonly Subject[],
  columns: readonly string[],
): Measure[] {
  if (columns.length < 2) return [];
  const rows = Math.min(
    ...subjects.filter((s) => s !== holdout).map((s) => tableOf(s.profile)?.rows.length ?? 0),
  );
  let human: Correlations | undefined;
  return [
    {
      ...corpus,
      name: named('column.correlation', 'column', 'rises'),
      take: (s) => {
        human ??= correlationsOf(holdout.profile, columns, Number.POSITIVE_INFINITY);
        return correlationShift(s, human, columns, rows);
      },
    },
  ];
}

/**
 * Roles of the signals on a table's columns: tails that are lost, spreads that shrink; more beyond the human quantiles, or other
 * correlations, is other data. All columns are tested together, so that Holm's correction is over columns.
 */
export function columnRoles(holdout: Profile): Roles {
  const { numeric, categorical } = columnKinds(holdout);
  const bands = TAILS.map((share) => `[${Math.round(100 * share)}%]`);
  const tails = numeric.flatMap((c) =>
    bands.flatMap((band) => [`column.tail.low:${c}${band}`, `column.tail.high:${c}${band}`]),
  );
  const categories = categorical.map((c) => `column.categories:${c}`);
  const centre = [...numeric.map((c) => `column.spread:${c}`), ...categorical.map((c) => `column.hill:${c}`)];
  return {
    tail: [...tails, ...categories],
    tailAlone: true,
    richness: [],
    centre,
    health: [...centre, ...categories],
    other: [...tails, 'column.correlation'].map((key) => ({ key })),
    misfit: [],
    copies: [],
  };
}
