import type { ColourRole } from '../parts/words.ts';

/** Colours of the lines that are compared. */
export const LINE_ROLES: readonly ColourRole[] = ['early', 'shifted'];

/** Names of the lines that are compared. */
export const LETTERS = ['A', 'B'] as const;
