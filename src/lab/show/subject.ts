import type { LabSettings } from '../run/result.ts';
import type { Subject } from './settings.ts';
import type { Shown, Supply } from './shown.ts';

/** Its code is fetched when it is asked for. */
export async function shownOf(subject: Subject, settings: LabSettings, supply: Supply): Promise<Shown> {
  const own = { learner: settings.learner, samples: settings.samples, seed: settings.seed };
  const experiment = { ...own, parameters: settings.parameters };
  if (subject === 'gaussian') return (await import('./gaussian.ts')).shownGaussian(experiment);
  if (subject === 'categorical') return (await import('./categorical.ts')).shownCategorical(experiment);
  return (await import('./transformer.ts')).shownTransformer(experiment, supply);
}
