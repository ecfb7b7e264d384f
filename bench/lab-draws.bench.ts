import { Rng } from '../src/base/rng.ts';
import { aliasTable, countCategories, fillCategories } from '../src/lab/draws/alias.ts';
import { bulkGenerator } from '../src/lab/draws/generator.ts';
import { fillNormal } from '../src/lab/draws/ziggurat.ts';
import { categoricalLearner, categoricalModel } from '../src/lab/learners/categorical.ts';
import { gaussianLearner } from '../src/lab/learners/gaussian.ts';
import { gaussianModel } from '../src/lab/learners/gaussian-model.ts';
import { zipfWeights } from '../src/lab/theory/drift.ts';
import { median } from './measure/process.ts';

/**
 * The replace loop, draws and fits together, in million draws a second of one core's CPU time: every draw is made, and every fit
 * reads all of them. The learners' own path beside the kernels that they and the verification are made of.
 */
const quick = process.argv.includes('--quick');
const DRAWS = quick ? 1e6 : 2e7;
const RUNS = quick ? 1 : 5;

/** Million draws a second of CPU time: median of the runs, after one that is thrown away. */
function rate(work: () => void): number {
  const rates: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (run > 0) rates.push(DRAWS / (user + system));
  }
  return median(rates);
}

function gaussianKernel(samples: number): () => void {
  const state = bulkGenerator(new Rng('bench'));
  const draws = new Float64Array(samples);
  return () => {
    let mean = 0;
    let variance = 1;
    for (let done = 0; done < DRAWS; done += samples) {
      fillNormal(state, draws, 0, samples, mean, Math.sqrt(variance));
      let sum = 0;
      for (let i = 0; i < samples; i++) sum += draws[i];
      mean = sum / samples;
      let squares = 0;
      for (let i = 0; i < samples; i++) squares += (draws[i] - mean) * (draws[i] - mean);
      variance = squares / (samples - 1);
      // A line that has collapsed begins again.
      if (!(variance > 1e-200 && variance < 1e200)) variance = 1;
    }
  };
}

function gaussianLearnerLoop(samples: number): () => void {
  const learner = gaussianLearner({ variance: 'unbiased' });
  const truth = gaussianModel([0]);
  return () => {
    const rng = new Rng('bench');
    let model = truth;
    for (let done = 0; done < DRAWS; done += samples) {
      model = learner.fit({ data: learner.sample(model, samples, rng) as never }, rng) as typeof truth;
      if (!(model.covariance[0] > 1e-200)) model = truth;
    }
  };
}

function categoricalKernel(categories: number, samples: number, rows: boolean): () => void {
  const state = bulkGenerator(new Rng('bench'));
  const weights = zipfWeights(1, categories);
  const data = new Uint32Array(samples);
  return () => {
    let table = aliasTable(weights);
    for (let done = 0; done < DRAWS; done += samples) {
      const counts = new Float64Array(categories);
      if (rows) {
        fillCategories(state, table, data);
        for (let i = 0; i < samples; i++) counts[data[i]]++;
      } else countCategories(state, table, samples, counts);
      table = aliasTable(counts);
    }
  };
}

function categoricalLearnerLoop(categories: number, samples: number): () => void {
  const learner = categoricalLearner(categories);
  const truth = categoricalModel(zipfWeights(1, categories));
  return () => {
    const rng = new Rng('bench');
    let model = truth;
    for (let done = 0; done < DRAWS; done += samples) {
      model = learner.fit({ data: learner.sample(model, samples, rng) as never }, rng) as typeof truth;
    }
  };
}

const CASES: readonly (readonly [string, () => void])[] = [
  ...[100, 1000, 100_000].map((m) => [`Gaussian, kernel, M = ${m}`, gaussianKernel(m)] as const),
  ...[100, 1000, 100_000].map((m) => [`Gaussian, learner, M = ${m}`, gaussianLearnerLoop(m)] as const),
  ...[true, false].flatMap((rows) =>
    [10, 1000, 10_000].map(
      (k) =>
        [
          `Zipf(1, ${k}), kernel by ${rows ? 'rows' : 'counts'}, M = 100000`,
          categoricalKernel(k, 100_000, rows),
        ] as const,
    ),
  ),
  ...[10, 1000, 10_000].map(
    (k) => [`Zipf(1, ${k}), learner, M = 100000`, categoricalLearnerLoop(k, 100_000)] as const,
  ),
];

console.log(`replace loop, draw and fit; one core, median of ${RUNS}\n`);
console.log('| scenario | million draws a second |\n| --- | --- |');
for (const [name, work] of CASES) console.log(`| ${name} | ${rate(work).toFixed(0)} |`);
