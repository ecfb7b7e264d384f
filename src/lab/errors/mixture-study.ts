import type { Rng } from '../../base/rng.ts';
import { jensenShannon } from '../../stats/divergence.ts';
import type { Batch } from '../learner.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { type MixtureOptions, mixtureLearner } from '../learners/mixture.ts';
import { type MixtureModel, mixtureLogDensity, mixtureModel } from '../learners/mixture-model.ts';
import type { Points } from '../learners/points.ts';
import type { Cell, Limit, Study, StudySettings } from './study.ts';

const TRUTH = mixtureModel(
  [0.5, 0.3, 0.2],
  [gaussianModel([-3], [1]), gaussianModel([0.5], [0.25]), gaussianModel([4], [1])],
);

/** Where densities are integrated: from -15 to 15 in steps of 0.1. */
const GRID: Points = {
  values: Float64Array.from({ length: 301 }, (_, i) => -15 + i / 10),
  dimensions: 1,
};

const EXACT = { iterations: 500, tolerance: 1e-8 };

/** Starts of the exact solver, of which the likeliest end counts: EM promises a local optimum alone. */
const STARTS = 3;

/** How the limited solver falls short; one start each. */
const LIMITED: Readonly<Partial<Record<Limit, Partial<MixtureOptions>>>> = {
  'early-stopped': { iterations: 3 },
  regularised: { ...EXACT, floor: 0.03 },
};

/**
 * The three errors on a Gaussian mixture of three modes in one dimension. The sample's limit is a fit to the density itself on a grid,
 * whose quadrature error is far below all three.
 */
export function mixtureStudy({ samples, generations, limit }: StudySettings): Study {
  const truth = densities(TRUTH);
  return {
    losses: async (cell, rng) => {
      const losses: number[] = [];
      let model = TRUTH;
      for (let g = 0; g <= generations; g++) {
        const own = rng.split(`generation ${g}`);
        const batch = cell.statistical ? await drawn(model, samples, own.split('sample')) : limitOf(model);
        model = await fitted(batch, cell, limit, own.split('fit'));
        // A model that has shrunk to a point between those of the grid has nothing in common with the truth.
        losses.push(jensenShannon(truth, densities(model)) ?? Math.LN2);
      }
      return losses;
    },
  };
}

async function fitted(batch: Batch<Points>, cell: Cell, limit: Limit, rng: Rng): Promise<MixtureModel> {
  const components = cell.expressivity ? 2 : 3;
  if (cell.approximation) return mixtureLearner({ components, ...LIMITED[limit] }).fit(batch, rng);
  const learner = mixtureLearner({ components, ...EXACT });
  let best: { readonly model: MixtureModel; readonly likelihood: number } | undefined;
  for (let start = 0; start < STARTS; start++) {
    const model = await learner.fit(batch, rng.split(start));
    const likelihood = likelihoodOf(model, batch);
    if (best === undefined || likelihood > best.likelihood) best = { model, likelihood };
  }
  return best!.model;
}

function likelihoodOf(model: MixtureModel, { data, weights }: Batch<Points>): number {
  const logs = mixtureLogDensity(model, data);
  return logs.reduce(
    (sum, log, i) => sum + (weights === undefined ? log : weights[i] === 0 ? 0 : weights[i] * log),
    0,
  );
}

async function drawn(model: MixtureModel, samples: number, rng: Rng): Promise<Batch<Points>> {
  return { data: await mixtureLearner({ components: 1 }).sample(model, samples, rng) };
}

/** The distribution itself, as weighted points. */
function limitOf(model: MixtureModel): Batch<Points> {
  return { data: GRID, weights: densities(model) };
}

function densities(model: MixtureModel): Float64Array {
  return mixtureLogDensity(model, GRID).map(Math.exp);
}
