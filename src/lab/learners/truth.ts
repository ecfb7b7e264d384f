import type { Rng } from '../../base/rng.ts';
import type { Learner } from '../learner.ts';

/** A source of real rows: `n` of them, drawn from `model`, as a loop asks for them. */
export function truthOf<D, M>(learner: Learner<D, M>, model: M): (n: number, rng: Rng) => D | Promise<D> {
  return (n, rng) => learner.sample(model, n, rng);
}
