import { lastMeasure, type PublicLine } from './public-line.ts';
import { publicRow, type Row, replicatesFor } from './row.ts';

/** What a row has beside its line. */
export interface Claim {
  readonly quantity: string;
  readonly setting: string;
  readonly theory: number;
  readonly source: string;
}

/** A fit costs about as much as so many draws, apart from its rows. */
const FIT_COST = 200;
const BUDGET = 15e6;

/** A row that is simulated by whole lines of models. */
export function lineRow<D, M>(claim: Claim, line: PublicLine<D, M>): Row {
  const draws = line.fits * (line.samples + FIT_COST);
  const replicates = replicatesFor(draws, BUDGET, 300, 10_000);
  return publicRow({ section: 'learner-loop', ...claim, draws, replicates }, (rng) => lastMeasure(line, rng));
}
