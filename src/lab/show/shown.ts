import type { Example } from '../../corpus/example.ts';
import type { Experiment, Step } from '../scenarios/scenario.ts';
import type { Picture } from './frame.ts';

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
