import type { Loop } from '../loop.ts';
import { lastOutput } from './parts.ts';

/**
 * Replace, with training sets as large as accumulation would have by then: what more rows of one model are worth. Gerstgrasser et
 * al. 2024 find that it degrades all the same, only more slowly than replace.
 */
export function sizeMatched(): Loop {
  return {
    name: 'size-matched',
    // Model `generation` + 1 is fitted on it, where the accumulated set has the first rows and `generation` + 1 outputs.
    outputRows: (generation, samples) => (generation + 2) * samples,
    compose: (state) => ({ data: lastOutput(state) }),
  };
}
