import { check } from './check-step.ts';
import { splitHuman } from './human-step.ts';
import { mixTraining } from './mix-step.ts';
import { sample, train } from './model-steps.ts';
import type { StepName } from './record.ts';
import type { Made, Work } from './work.ts';

/** Does one step from its beginning, whatever an attempt before left of it. */
export const PERFORM: Readonly<Record<StepName, (work: Work, generation: number) => Promise<Made>>> = {
  human: splitHuman,
  mix: mixTraining,
  train,
  sample,
  check,
};
