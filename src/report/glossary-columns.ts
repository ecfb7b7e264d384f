import type { Term } from './term.ts';
import { clipped } from './visible.ts';

/** Longest name of a column in a title. */
const LONGEST = 24;

const KINDS: Readonly<Record<string, Term>> = {
  'column.spread': {
    title: 'Spread',
    meaning:
      'How widely the numbers of this column differ from one another (Gini’s mean difference, robust).',
    reading: 'Below 1.00 rows are more alike in this column than human ones; this falls late.',
    worse: 'lower',
  },
  'column.tail.low': {
    title: 'Low tail',
    meaning: 'The share of rows below the human quantile of this column.',
    reading:
      'Below 1.00 small values are being lost, which comes first; above it the column holds other values.',
    worse: 'lower',
  },
  'column.tail.high': {
    title: 'High tail',
    meaning: 'The share of rows above the human quantile of this column.',
    reading:
      'Below 1.00 large values are being lost, which comes first; above it the column holds other values.',
    worse: 'lower',
  },
  'column.categories': {
    title: 'Categories',
    meaning: 'The share of the human categories of this column that the generation still has, at equal size.',
    reading: 'Below 1.00 whole categories have vanished.',
    worse: 'lower',
  },
  'column.hill': {
    title: 'Effective categories',
    meaning:
      'How many equally common categories of this column would be as hard to guess (Hill number, q = 1).',
    reading: 'Below 1.00 rows crowd into fewer categories.',
    worse: 'lower',
  },
  'column.missing': {
    title: 'Missing',
    meaning: 'The share of rows that hold nothing in this column.',
    reading: 'Context: a change says that the data are made otherwise, not that they are narrower.',
    worse: 'neither',
  },
};

const CORRELATION: Term = {
  title: 'Correlations',
  meaning: 'How far the rank correlations between columns lie from the human ones (root mean square).',
  reading: 'Above 1.00 columns hang together otherwise than in human data.',
  worse: 'higher',
};

/** The term of a signal on columns, such as `column.spread:age`; undefined for another. */
export function columnTerm(id: string): Term | undefined {
  if (id === 'column.correlation') return CORRELATION;
  const colon = id.indexOf(':');
  const kind = id.slice(0, colon);
  if (colon < 0 || !Object.hasOwn(KINDS, kind)) return undefined;
  const term = KINDS[kind];
  return { ...term, title: `${term.title}, ${clipped(id.slice(colon + 1), LONGEST)}` };
}
