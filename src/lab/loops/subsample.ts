import type { Rng } from '../../base/rng.ts';
import type { Loop } from '../loop.ts';

/**
 * Everything is kept, but each model is fitted on as many rows as the first, drawn from the pool without replacement
 * (Kazdan et al. 2024, "accumulate-subsample").
 */
export function subsample(): Loop {
  return {
    name: 'subsample',
    compose: ({ rows, initial, outputs, samples }, rng) => {
      const pool = rows.concat([initial, ...outputs]);
      return { data: rows.take(pool, drawWithoutReplacement(rows.size(pool), samples, rng)) };
    },
  };
}

/**
 * `n` different indices below `size`, each set equally likely, in rising order (selection sampling: Knuth, The Art of Computer
 * Programming 2, 3.4.2, algorithm S). All where `n` is not below `size`.
 */
export function drawWithoutReplacement(size: number, n: number, rng: Rng): Uint32Array {
  const wanted = Math.min(n, size);
  const drawn = new Uint32Array(wanted);
  let taken = 0;
  for (let i = 0; taken < wanted; i++) if ((size - i) * rng.next() < wanted - taken) drawn[taken++] = i;
  return drawn;
}
