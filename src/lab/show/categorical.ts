import { type CategoricalModel, type Categories, categoricalModel } from '../learners/categorical.ts';
import { categoricalExperiment } from '../scenarios/categorical-experiment.ts';
import type { ExperimentSettings } from '../scenarios/scenario.ts';
import { zipfWeights } from '../theory/drift.ts';
import { categoryPicture } from './pictures.ts';
import type { Shown } from './shown.ts';

export function shownCategorical(settings: ExperimentSettings): Shown<Categories, CategoricalModel> {
  const { exponent, categories } = settings.parameters;
  const truth = categoricalModel(zipfWeights(exponent, categories));
  return {
    experiment: categoricalExperiment(settings),
    picture: ({ model }) => categoryPicture(model, truth),
  };
}
