import type { GaussianModel } from '../learners/gaussian-model.ts';
import type { Points } from '../learners/points.ts';
import { gaussianExperiment } from '../scenarios/gaussian-experiment.ts';
import type { ExperimentSettings } from '../scenarios/scenario.ts';
import { densityPicture } from './pictures.ts';
import type { Shown } from './shown.ts';

export function shownGaussian(settings: ExperimentSettings): Shown<Points, GaussianModel> {
  return {
    experiment: gaussianExperiment(settings),
    picture: ({ model, output }) => densityPicture(model, output),
  };
}
