import type { GenerationPoint } from '../../../../src/server/wire.ts';

export interface Pair {
  /** The earlier one, by default. */
  readonly a: string;
  readonly b: string;
}

/** The two that are asked for; the two newest that were checked where nothing is asked; `undefined` where there are not two. */
export function pairOf(generations: readonly GenerationPoint[], a: string, b: string): Pair | undefined {
  if (a !== '' && b !== '') return { a, b };
  const checked = generations.filter(({ verdict }) => verdict !== undefined).map(({ id }) => id);
  const newest = b !== '' ? b : checked.filter((id) => id !== a).at(-1);
  if (newest === undefined) return undefined;
  const before = a !== '' ? a : checked.filter((id) => id !== newest).at(-1);
  return before === undefined ? undefined : { a: before, b: newest };
}
