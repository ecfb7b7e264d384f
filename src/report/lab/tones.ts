import type { Role } from '../html/palette.ts';

/** How the line of an arm looks: colour, dash and symbol each tell arms apart on their own. */
export interface Tone {
  readonly role: Role;
  readonly dash: 'solid' | readonly number[];
  readonly symbol: 'circle' | 'rect' | 'triangle' | 'diamond';
}

const TONES: readonly Tone[] = [
  { role: 'late', dash: 'solid', symbol: 'circle' },
  { role: 'shifted', dash: [7, 3], symbol: 'rect' },
  { role: 'healthy', dash: [2, 2], symbol: 'triangle' },
  { role: 'narrow', dash: [8, 3, 2, 3], symbol: 'diamond' },
  { role: 'ink', dash: 'solid', symbol: 'rect' },
  { role: 'early', dash: [4, 4], symbol: 'triangle' },
  { role: 'inconclusive', dash: [1, 3], symbol: 'circle' },
];

/** The tone of the arm at `index`; further arms begin again. */
export function toneOf(index: number): Tone {
  return TONES[index % TONES.length];
}
