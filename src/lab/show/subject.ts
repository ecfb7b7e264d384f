import type { Example } from '../../corpus/example.ts';
import type { LabSettings } from '../run/result.ts';
import type { Experiment, Step } from '../scenarios/scenario.ts';
import type { Picture } from './frame.ts';
import type { Subject } from './settings.ts';

/** What a line of a subject is run with: the experiment of its scenario, and how one of its generations is drawn. */
export interface Shown<D = unknown, M = unknown> {
  readonly experiment: Experiment<D, M>;
  picture(step: Pick<Step<D, M>, 'model' | 'output'>): Picture;
}

/** What some subjects need, and what they tell. */
export interface Supply {
  /** Human text, for those that read. Asked for once. */
  readonly text?: () => Promise<readonly Example[]>;
  /** A step of training within a generation, for those that take long. */
  readonly onStep?: (step: number, steps: number) => void;
}

/** Its code is fetched when it is asked for. */
export async function shownOf(subject: Subject, settings: LabSettings, supply: Supply): Promise<Shown> {
  const own = { learner: settings.learner, samples: settings.samples, seed: settings.seed };
  const experiment = { ...own, parameters: settings.parameters };
  if (subject === 'gaussian') return (await import('./gaussian.ts')).shownGaussian(experiment);
  if (subject === 'categorical') return (await import('./categorical.ts')).shownCategorical(experiment);
  return (await import('./transformer.ts')).shownTransformer(experiment, supply);
}
