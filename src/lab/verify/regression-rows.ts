import { cholesky, choleskySolve } from '../../stats/cholesky.ts';
import type { GeneratorState } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import { LeastSquares } from '../learners/least-squares.ts';
import {
  accumulatedError,
  mixedError,
  type Regression,
  replacedError,
  strongCollapseFloor,
} from '../theory/linear-regression.ts';
import { kernelRow, type Row, type RowSpec, replicatesFor } from './row.ts';

const BUDGET = 6e6;

/** [features, rows, fit]. */
const SETTINGS: readonly (readonly [number, number, number])[] = [
  [2, 12, 3],
  [3, 20, 4],
  [5, 30, 6],
  [6, 60, 12],
  [10, 111, 10],
  [10, 111, 20],
  [10, 32, 20],
];

/** Draws a design and factors it; chance makes it singular never. */
function drawDesign(state: GeneratorState, design: Float64Array, features: number): LeastSquares {
  for (;;) {
    fillNormal(state, design);
    const factored = LeastSquares.of(design, features);
    if (factored !== undefined) return factored;
  }
}

/** Adds the labels that `coefficients` give `design` to `labels`, which hold the noise. */
function addLabels(
  labels: Float64Array,
  design: Float64Array,
  coefficients: Float64Array,
  from = 0,
  to = labels.length,
): void {
  const d = coefficients.length;
  for (let row = from; row < to; row++) {
    let sum = labels[row];
    for (let j = 0; j < d; j++) sum += coefficients[j] * design[row * d + j];
    labels[row] = sum;
  }
}

function squaredLength(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** The excess error of fit `fit`: the true coefficients are 0, so that it is the squared length of the fitted ones. */
function reusedDesign(
  { rows, features, noise }: Regression,
  fit: number,
  keep: boolean,
): (state: GeneratorState) => number {
  const design = new Float64Array(rows * features);
  const labels = new Float64Array(rows);
  const sums = new Float64Array(rows);
  return (state) => {
    const solver = drawDesign(state, design, features);
    let coefficients = new Float64Array(features);
    sums.fill(0);
    for (let n = 1; n <= fit; n++) {
      fillNormal(state, labels, 0, rows, 0, noise);
      addLabels(labels, design, coefficients);
      // n labels of each row of features weigh as their mean does.
      if (keep) for (let i = 0; i < rows; i++) labels[i] = (sums[i] += labels[i]) / n;
      coefficients = new Float64Array(solver.solve(labels));
    }
    return squaredLength(coefficients);
  };
}

/** The same where features are new each round and all is kept. */
function freshDesign(
  { rows, features: d, noise }: Regression,
  fit: number,
): (state: GeneratorState) => number {
  const design = new Float64Array(rows * d);
  const labels = new Float64Array(rows);
  const gram = new Float64Array(d * d);
  const products = new Float64Array(d);
  return (state) => {
    let coefficients = new Float64Array(d);
    gram.fill(0);
    products.fill(0);
    for (let n = 1; n <= fit; n++) {
      fillNormal(state, design);
      fillNormal(state, labels, 0, rows, 0, noise);
      addLabels(labels, design, coefficients);
      for (let row = 0; row < rows; row++) {
        for (let i = 0; i < d; i++) {
          const left = design[row * d + i];
          products[i] += left * labels[row];
          for (let j = 0; j < d; j++) gram[i * d + j] += left * design[row * d + j];
        }
      }
      const lower = cholesky(gram, d);
      if (lower === undefined) return Number.NaN;
      coefficients = new Float64Array(choleskySolve(lower, products));
    }
    return squaredLength(coefficients);
  };
}

/** Excess error of one fit where the first `synthetic` rows have labels of coefficients that are off by `bias`. */
function mixed(
  { rows, features, noise }: Regression,
  synthetic: number,
  bias: number,
): (state: GeneratorState) => number {
  const design = new Float64Array(rows * features);
  const labels = new Float64Array(rows);
  const wrong = new Float64Array(features);
  wrong[0] = bias;
  return (state) => {
    const solver = drawDesign(state, design, features);
    fillNormal(state, labels, 0, rows, 0, noise);
    addLabels(labels, design, wrong, 0, synthetic);
    return squaredLength(solver.solve(labels));
  };
}

function specOf(
  regression: Regression,
  setting: string,
  fit: number,
  fresh = false,
): Omit<RowSpec, 'quantity' | 'theory' | 'source'> {
  const { rows, features } = regression;
  const draws = fresh ? rows * (features + 1) * fit : rows * (features + fit);
  return {
    section: 'regression',
    setting: `d=${features} T=${rows} ${setting}`,
    draws,
    replicates: replicatesFor(draws, BUDGET),
  };
}

const SOURCE = 'Gerstgrasser et al. 2024';

function loopRows([features, rows, fit]: readonly [number, number, number]): Row[] {
  const regression = { rows, features, noise: 1 };
  const spec = { ...specOf(regression, `n=${fit}`, fit), source: SOURCE };
  return [
    kernelRow({ ...spec, quantity: 'E_n, replace', theory: replacedError(regression, fit) }, () =>
      reusedDesign(regression, fit, false),
    ),
    kernelRow({ ...spec, quantity: 'E_n, accumulate', theory: accumulatedError(regression, fit) }, () =>
      reusedDesign(regression, fit, true),
    ),
  ];
}

/** New features in each round let accumulation fall below its formula, which is for features that are used again. */
function freshTrap(): Row {
  const regression = { rows: 32, features: 10, noise: 1 };
  return kernelRow(
    {
      ...specOf(regression, 'n=20 fresh X', 20, true),
      replicates: 2000,
      quantity: 'E_n, accumulate',
      theory: accumulatedError(regression, 20),
      source: 'formula is for reused X',
      expect: 'below',
    },
    () => freshDesign(regression, 20),
  );
}

/** [rows, features, synthetic rows, bias, noise]. */
const MIXED: readonly (readonly [number, number, number, number, number])[] = [
  [40, 5, 10, 1, 0.5],
  [40, 5, 30, 1, 0.5],
  [60, 4, 30, 1, 1],
  [30, 8, 6, 1, 0.2],
  [100, 10, 10, 2, 1],
  [300, 3, 30, 1, 0],
];

function mixedRow([rows, features, synthetic, bias, noise]: (typeof MIXED)[number]): Row {
  const regression = { rows, features, noise };
  return kernelRow(
    {
      ...specOf(regression, `synth=${synthetic} c=${bias} s=${noise}`, 1),
      quantity: 'E, mixed, exact',
      theory: mixedError(regression, synthetic, bias),
      source: 'Muirhead 1982; Dohmatob et al. 2024',
    },
    () => mixed(regression, synthetic, bias),
  );
}

/** Plentiful data: d/T is 5e-5, so that the error is at its floor to within a few thousandths of it. */
function floorRow(share: number): Row {
  const regression = { rows: 40_000, features: 2, noise: 0 };
  const synthetic = share * regression.rows;
  return kernelRow(
    {
      ...specOf(regression, `p2=${share} c=1`, 1),
      quantity: 'floor p2^2 c^2',
      replicates: 80,
      theory: strongCollapseFloor(share, 1),
      source: 'Dohmatob et al. 2024',
    },
    () => mixed(regression, synthetic, 1),
  );
}

/** Linear regression, replaced, accumulated, and with a share of wrong data. */
export function regressionRows(): Row[] {
  return [...SETTINGS.flatMap(loopRows), ...MIXED.map(mixedRow), ...[0.1, 0.5].map(floorRow), freshTrap()];
}
