import type { Loop } from '../loop.ts';
import { lastOutput } from './parts.ts';

/** Each model is fitted on the output of the one before alone (Shumailov et al. 2024, alpha = 1, beta = gamma = 0). */
export function replace(): Loop {
  return { name: 'replace', compose: (state) => ({ data: lastOutput(state) }) };
}
