import { jit, numpy as np, valueAndGrad } from '@jax-js/jax';
import { type AdamWSettings, adamWStep, type Optimised, rateAt, startFactor } from './adamw.ts';
import { dispose, download, keep, type Tensor, upload, type Weights } from './weights.ts';

/** A loss to descend, as a function of weights and of a batch. Owns its arguments. */
export type Loss = (weights: np.Array[], batch: np.Array[]) => np.Array;

/** A compiled step: gives the loss before it. Owns its arguments. */
export type CompiledStep = (
  state: Optimised,
  batch: np.Array[],
  rate: np.Array,
  factor: np.Array,
) => [np.Array, Optimised];

export interface Descent {
  readonly layout: readonly Tensor[];
  readonly start: Weights;
  readonly step: CompiledStep;
  readonly steps: number;
  readonly optimiser: AdamWSettings;
  /** Arrays of the batch of a step. They are disposed of. */
  batch(step: number): np.Array[];
  /** Loss of each step, as soon as it is known. */
  readonly onStep?: ((loss: number, step: number, steps: number) => void) | undefined;
}

/** One whole step as one compiled function: gradient, clipping and move. What it depends on besides is fixed for good. */
export function compileStep(loss: Loss, optimiser: AdamWSettings): CompiledStep {
  return jit((state: Optimised, batch: np.Array[], rate: np.Array, factor: np.Array) => {
    const [value, gradients] = valueAndGrad(loss)(keep(state.weights), batch);
    return [value, adamWStep(state, gradients, { rate, factor }, optimiser)] as [np.Array, Optimised];
  });
}

/** Weights after all steps. Gives way to other work of its thread at every step. */
export async function descend(descent: Descent): Promise<Weights> {
  const { layout, step, steps, optimiser, onStep } = descent;
  const zeros = () => layout.map(({ shape }) => np.zeros([...shape]));
  let state: Optimised = { weights: upload(layout, descent.start), means: zeros(), squares: zeros() };
  for (let i = 0; i < steps; i++) {
    const rate = np.array(rateAt(i, steps, optimiser));
    const [loss, next] = step(state, descent.batch(i), rate, np.array(startFactor(i)));
    state = next;
    // Work is deferred until something is read: without this, steps would pile up.
    const [value] = (await loss.data()) as Float32Array;
    onStep?.(value, i, steps);
  }
  dispose([...state.means, ...state.squares]);
  return download(state.weights);
}
