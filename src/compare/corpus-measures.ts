import { FEATURES } from '../profile/features.ts';
import { categoryCoverage } from './categories.ts';
import { type Measure, named } from './measure.ts';
import { distinct, rarefiedTypes } from './rarefied.ts';
import { featureSpread } from './spread.ts';
import type { Subject } from './subject.ts';
import { BANDS, type TailCoverage, tailCoverage } from './tail.ts';

const TAIL_ORDERS = [1, 2, 3] as const;
const DISTINCT_ORDERS = [1, 2, 3, 4] as const;

/** Measures on whole corpora, against the holdout. `tokens` is the common size. */
export function corpusMeasures(holdout: Subject, tokens: number): Measure[] {
  const corpus = { basis: 'corpus', order: 1 } as const;
  return [
    ...TAIL_ORDERS.flatMap((order) => tailMeasures(holdout, order)),
    ...DISTINCT_ORDERS.map((order) => ({
      ...corpus,
      order,
      name: named('distinct', 'diversity', 'falls', order),
      take: (s: Subject) => distinct(s, order),
    })),
    { ...corpus, order: 0, name: named('unique.exact', 'repetition', 'falls'), take: (s) => distinct(s, 0) },
    {
      ...corpus,
      name: named('types', 'richness', 'falls', 1),
      take: (s) => rarefiedTypes(s, tokens),
    },
    ...FEATURES.map((feature) => ({
      ...corpus,
      name: named(`spread.${feature}`, 'spread', 'falls'),
      take: (s: Subject) => featureSpread(s.profile, feature),
    })),
    {
      ...corpus,
      name: named('category.coverage', 'category', 'falls'),
      take: (s) => categoryCoverage(holdout, s),
    },
  ];
}

/** The bands of one order share a walk over the types: it is taken once a subject. */
function tailMeasures(holdout: Subject, order: number): Measure[] {
  const taken = new Map<Subject, TailCoverage | undefined>();
  const coverage = (subject: Subject) => {
    if (!taken.has(subject)) taken.set(subject, tailCoverage(holdout, subject, order));
    return taken.get(subject);
  };
  return BANDS.map((band, i) => ({
    basis: 'corpus',
    order,
    name: { ...named('tail.coverage', 'tail', 'falls', order), band },
    take: (subject) => coverage(subject)?.estimates[i],
  }));
}
