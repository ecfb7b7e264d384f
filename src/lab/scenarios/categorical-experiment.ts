import {
  type CategoricalModel,
  type Categories,
  categoricalLearner,
  categoricalModel,
} from '../learners/categorical.ts';
import { truthOf } from '../learners/truth.ts';
import { zipfWeights } from '../theory/drift.ts';
import type { Experiment, ExperimentSettings, Values } from './scenario.ts';

/** Shares of the mass where the head ends and where the tail begins. */
const HEAD = 0.5;
const TAIL = 0.9;

/** The truth is Zipf's law over `categories` with `exponent`. */
export function categoricalExperiment({
  learner,
  parameters,
}: ExperimentSettings): Experiment<Categories, CategoricalModel> {
  const { categories, exponent } = parameters;
  const own = categoricalLearner(categories, { smoothing: learner === 'laplace' ? 1 : 0 });
  const truth = categoricalModel(zipfWeights(exponent, categories));
  const bands = bandsOf(truth);
  return {
    learners: [own],
    real: truthOf(own, truth),
    measure: ({ model }) => categoricalValues(model, truth, bands),
  };
}

/** Sums of shares that should meet a bound exactly miss it by less than this. */
const ROUNDING = 1e-9;

/** First ranks of middle and tail. The head has a category; middle and tail may have none. */
export interface Bands {
  readonly middle: number;
  readonly tail: number;
}

export function bandsOf({ probabilities }: CategoricalModel): Bands {
  let mass = 0;
  let middle = 0;
  let tail = 0;
  for (const p of probabilities) {
    if (mass < HEAD - ROUNDING) middle++;
    if (mass < TAIL - ROUNDING) tail++;
    mass += p;
  }
  return { middle, tail };
}

/**
 * What is left of `truth`, whose categories are ranked and all of probability above 0. The survival of a band without a category
 * is left out.
 */
export function categoricalValues(model: CategoricalModel, truth: CategoricalModel, bands: Bands): Values {
  const { support, probabilities } = model;
  let squares = 0;
  let divergence = 0;
  const left = { head: 0, middle: 0, tail: 0 };
  for (let i = 0; i < support.length; i++) {
    const q = probabilities[i];
    const rank = support[i];
    squares += q * q;
    divergence += q * Math.log(q / truth.probabilities[rank]);
    left[rank < bands.middle ? 'head' : rank < bands.tail ? 'middle' : 'tail']++;
  }
  return {
    survivors: support.length,
    heterozygosity: 1 - squares,
    ...survival('tail', left.tail, truth.categories - bands.tail),
    ...survival('middle', left.middle, bands.tail - bands.middle),
    ...survival('head', left.head, bands.middle),
    divergence: Math.max(0, divergence),
  };
}

function survival(band: string, left: number, of: number): Values {
  return of === 0 ? {} : { [band]: left / of };
}
