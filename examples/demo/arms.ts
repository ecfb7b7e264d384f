import type { Words } from './language-model.ts';

/** What the next model is trained on, given the human text and what all models so far have written. */
export type Arm = (human: readonly Words[], generations: readonly Words[][]) => readonly Words[];

export const ARMS: Readonly<Record<'replace' | 'accumulate', Arm>> = {
  /** Each model sees only what the one before it wrote. */
  replace: (human, generations) => generations.at(-1) ?? human,
  /** Each model sees the human text and all that was written since. */
  accumulate: (human, generations) => [...human, ...generations.flat()],
};
