import type { SamplingBias } from '../learner.ts';
import type { Arm } from './task.ts';

/** The bias of an arm; undefined for none, which some learners alone can give. */
export function biasOf({ temperature = 1, topK }: Omit<Arm, 'loop'>): SamplingBias | undefined {
  if (temperature === 1 && topK === undefined) return undefined;
  return { temperature, ...(topK === undefined ? {} : { topK }) };
}
