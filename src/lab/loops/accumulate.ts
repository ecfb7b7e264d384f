import type { Loop } from '../loop.ts';

/** Each model is fitted on the real rows and on all that the models before put out (Gerstgrasser et al. 2024). */
export function accumulate(): Loop {
  return {
    name: 'accumulate',
    compose: ({ rows, initial, outputs }) => ({ data: rows.concat([initial, ...outputs]) }),
  };
}
