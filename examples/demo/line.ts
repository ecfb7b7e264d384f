import type { Rng } from '../../src/base/rng.ts';
import type { Arm } from './arms.ts';
import { LanguageModel, type Words } from './language-model.ts';

export interface LineOptions {
  readonly human: readonly Words[];
  readonly generations: number;
  /** Words that each model writes. */
  readonly size: number;
  readonly rng: Rng;
}

/** A line of models: each is trained on what its arm gives it, and writes the next generation. */
export function* line(arm: Arm, { human, generations, size, rng }: LineOptions): Generator<Words[]> {
  const written: Words[][] = [];
  while (written.length < generations) {
    const model = new LanguageModel(arm(human, written));
    written.push(model.write(size, rng.split(written.length + 1)));
    yield written[written.length - 1];
  }
}
