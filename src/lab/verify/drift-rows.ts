import { aliasTable, countCategories, fillCategories, fillIndices } from '../draws/alias.ts';
import type { GeneratorState } from '../draws/generator.ts';
import {
  collapseTimeDiffusion,
  heterozygosity,
  keptHeterozygosity,
  plateauWithFixedReal,
  plateauWithReal,
  survivorsOfOneRefit,
  uniformWeights,
  zipfWeights,
} from '../theory/drift.ts';
import { expectedCollapseTime, expectedSurvivors } from '../theory/drift-chain.ts';
import { kernelRow, type Row, replicatesFor } from './row.ts';

/** A truth over categories. */
interface Truth {
  readonly name: string;
  readonly weights: Float64Array;
}

const FLAT: Truth = { name: 'uniform(10)', weights: uniformWeights(10) };
const ZIPF: Truth = { name: 'Zipf(1, 1000)', weights: zipfWeights(1, 1000) };
const STEEP: Truth = { name: 'Zipf(1.5, 200)', weights: zipfWeights(1.5, 200) };
const PAIR: Truth = { name: '(0.2, 0.8)', weights: Float64Array.of(0.2, 0.8) };

const BUDGET = 15e6;
const WRIGHT = 'Wright-Fisher; Suresh et al. 2024';

/** Counts by category after `refits`, each a refit on `samples` draws of the last counts. */
function drift(truth: Truth, samples: number, refits: number): (state: GeneratorState) => Float64Array {
  const first = aliasTable(truth.weights);
  const counts = new Float64Array(truth.weights.length);
  return (state) => {
    counts.fill(0);
    countCategories(state, first, samples, counts);
    for (let k = 1; k < refits; k++) refit(state, counts, samples);
    return counts;
  };
}

/** Draws `samples` from the categories that are left, and counts them. */
function refit(state: GeneratorState, counts: Float64Array, samples: number): void {
  const left = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const support = new Uint32Array(left);
  const weights = new Float64Array(left);
  for (let i = 0, at = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    support[at] = i;
    weights[at++] = counts[i];
  }
  const drawn = new Float64Array(left);
  countCategories(state, aliasTable(weights), samples, drawn);
  counts.fill(0);
  for (let at = 0; at < left; at++) counts[support[at]] = drawn[at];
}

/** 1 - sum p^2 of counts that sum to `total`. */
function diversity(counts: ArrayLike<number>, total: number): number {
  let squares = 0;
  for (let i = 0; i < counts.length; i++) squares += counts[i] * counts[i];
  return 1 - squares / (total * total);
}

function survivors(counts: Float64Array): number {
  let alive = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) alive++;
  return alive;
}

type Setting = readonly [Truth, samples: number, refits: number];

function spec([truth, samples, refits]: Setting, budget = BUDGET) {
  // A refit also costs a table over the categories that are left.
  const draws = refits * (samples + Math.min(samples, truth.weights.length));
  const setting = `${truth.name} M=${samples} k=${refits}`;
  return { section: 'drift' as const, setting, draws, replicates: replicatesFor(draws, budget) };
}

function heterozygosityRow(setting: Setting): Row {
  const [truth, samples, refits] = setting;
  return kernelRow(
    {
      ...spec(setting),
      quantity: 'E[H_k]',
      theory: heterozygosity(truth.weights) * keptHeterozygosity(samples, refits),
      source: WRIGHT,
    },
    () => {
      const chain = drift(truth, samples, refits);
      return (state) => diversity(chain(state), samples);
    },
  );
}

function survivorRow(setting: Setting): Row {
  const [truth, samples, refits] = setting;
  const one = refits === 1;
  return kernelRow(
    {
      ...spec(setting),
      quantity: one ? 'E[S_1]' : 'E[S_k], exact chain',
      theory: one
        ? survivorsOfOneRefit(truth.weights, samples)
        : expectedSurvivors(truth.weights, samples, refits),
      source: WRIGHT,
    },
    () => {
      const chain = drift(truth, samples, refits);
      return (state) => survivors(chain(state));
    },
  );
}

/** Refits until one category is left. */
function collapseTime(truth: Truth, samples: number): (state: GeneratorState) => number {
  const table = aliasTable(truth.weights);
  let data = new Uint32Array(samples);
  let next = new Uint32Array(samples);
  return (state) => {
    fillCategories(state, table, data);
    for (let k = 1; ; k++) {
      if (data.every((category) => category === data[0])) return k;
      // Draws from the frequencies of the data are draws of their rows.
      fillIndices(state, samples, next);
      for (let i = 0; i < samples; i++) next[i] = data[next[i]];
      [data, next] = [next, data];
    }
  };
}

function collapseRow(truth: Truth, samples: number, exact: boolean, budget: number): Row {
  const theory = exact ? expectedCollapseTime : collapseTimeDiffusion;
  const mean = collapseTimeDiffusion(truth.weights, samples);
  return kernelRow(
    {
      section: 'drift',
      quantity: exact ? 'E[collapse time], exact' : 'E[collapse time], limit',
      setting: `${truth.name} M=${samples}`,
      theory: theory(truth.weights, samples),
      source: exact ? 'Wright-Fisher, linear system' : 'Littler 1975',
      draws: mean * samples,
      replicates: replicatesFor(mean * samples, budget, 200, 50_000),
    },
    () => collapseTime(truth, samples),
  );
}

/** Refits before the plateau counts, and refits over which it is averaged. */
const PLATEAU = { before: 500, over: 1000 };

/** Mean H after many refits in which `real` rows of each are real: new ones, or always the same. */
function plateau(
  truth: Truth,
  samples: number,
  real: number,
  fixed: boolean,
  { before, over } = PLATEAU,
): (state: GeneratorState) => number {
  const table = aliasTable(truth.weights);
  const counts = new Float64Array(truth.weights.length);
  const picks = new Uint32Array(samples - real);
  const data = new Uint32Array(samples);
  const kept = new Uint32Array(samples);
  const realRows = data.subarray(0, real);
  return (state) => {
    fillCategories(state, table, data);
    kept.set(data);
    let sum = 0;
    for (let k = 0; k < before + over; k++) {
      fillIndices(state, samples, picks);
      for (let i = 0; i < picks.length; i++) picks[i] = data[picks[i]];
      data.set(picks, real);
      if (fixed) data.set(kept.subarray(0, real));
      else fillCategories(state, table, realRows);
      if (k < before) continue;
      counts.fill(0);
      for (let i = 0; i < samples; i++) counts[data[i]]++;
      sum += diversity(counts, samples);
    }
    return sum / over;
  };
}

function plateauRow(truth: Truth, samples: number, real: number, fixed: boolean): Row {
  const draws = samples * (PLATEAU.before + PLATEAU.over);
  const share = fixed ? plateauWithFixedReal(samples, real) : plateauWithReal(samples, real);
  return kernelRow(
    {
      section: 'drift',
      quantity: fixed ? 'plateau of H, fixed real' : 'plateau of H, fresh real',
      setting: `${truth.name} M=${samples} R=${real}`,
      theory: heterozygosity(truth.weights) * share,
      source: fixed ? 'pairs of rows; cf. Alemohammad et al. 2023' : 'pairs of rows, Wright-Fisher',
      draws,
      replicates: replicatesFor(draws, 4e7, 200, 2000),
    },
    () => plateau(truth, samples, real, fixed),
  );
}

const HETEROZYGOSITY: readonly Setting[] = [
  [PAIR, 5, 3],
  [FLAT, 10, 8],
  [FLAT, 20, 1],
  [FLAT, 50, 25],
  [FLAT, 100, 50],
  [ZIPF, 50, 10],
  [ZIPF, 500, 20],
  [ZIPF, 1000, 5],
  [STEEP, 20, 5],
  [STEEP, 200, 40],
];

const SURVIVORS: readonly Setting[] = [
  [ZIPF, 100, 1],
  [ZIPF, 2000, 1],
  [STEEP, 50, 1],
  [STEEP, 500, 1],
  [FLAT, 20, 1],
  [ZIPF, 100, 5],
  [ZIPF, 300, 20],
  [STEEP, 200, 10],
  [ZIPF, 50, 3],
  [FLAT, 20, 10],
  [FLAT, 50, 20],
  [FLAT, 100, 60],
];

/** Categories under the replace loop, and with real rows. */
export function driftRows(): Row[] {
  return [
    ...HETEROZYGOSITY.map(heterozygosityRow),
    ...SURVIVORS.map(survivorRow),
    collapseRow(PAIR, 10, true, 2e7),
    collapseRow(FLAT, 20, true, 4e7),
    collapseRow(STEEP, 50, true, 6e7),
    collapseRow(FLAT, 400, false, 12e7),
    plateauRow(FLAT, 100, 1, false),
    plateauRow(FLAT, 100, 10, false),
    plateauRow(STEEP, 40, 8, false),
    plateauRow(STEEP, 100, 20, false),
    plateauRow(FLAT, 20, 10, true),
    plateauRow(FLAT, 100, 5, true),
    plateauRow(STEEP, 60, 20, true),
  ];
}
