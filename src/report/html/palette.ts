import type { Verdict } from '../../compare/verdict.ts';

interface Tone {
  readonly light: string;
  readonly dark: string;
}

/**
 * Every colour of the page, by role. Roles of text keep a contrast of 4.5 or more, that of human curves 3 or more, against `paper` and `card` in either
 * scheme (WCAG 2.2, 1.4.3 and 1.4.11); the test measures it.
 */
export const PALETTE = {
  paper: { light: '#faf9f6', dark: '#141517' },
  card: { light: '#ffffff', dark: '#1c1e21' },
  ink: { light: '#1d1f22', dark: '#e9e7e2' },
  soft: { light: '#5a5e65', dark: '#a7abb2' },
  line: { light: '#dedbd4', dark: '#34373c' },
  human: { light: '#82858b', dark: '#80858d' },
  mark: { light: '#fbe6a8', dark: '#5b4708' },
  healthy: { light: '#1b7040', dark: '#5cc98b' },
  narrow: { light: '#86600a', dark: '#dcb44a' },
  early: { light: '#b04a0b', dark: '#f39a5b' },
  late: { light: '#b3262e', dark: '#ff8a85' },
  shifted: { light: '#2460a8', dark: '#82b7f5' },
  inconclusive: { light: '#5d646d', dark: '#a9b0b9' },
} as const satisfies Readonly<Record<string, Tone>> & Readonly<Record<Verdict, Tone>>;

export type Role = keyof typeof PALETTE;

const ROLES = Object.keys(PALETTE) as Role[];

/** CSS custom properties of one scheme. */
export function properties(scheme: keyof Tone): string {
  return ROLES.map((role) => `--${role}:${PALETTE[role][scheme]};`).join('');
}

/**
 * A colour that stands for `role` while a chart is drawn: charts know only fixed colours, and `withProperties` puts the
 * custom property in its place, so that one drawing serves both schemes.
 */
export function stand(role: Role): string {
  return `#00c0${(0x10 + ROLES.indexOf(role)).toString(16)}`;
}

/** The role that a stand-in colour stands for; `undefined` for any other colour. */
export function standing(colour: string): Role | undefined {
  return ROLES.find((role) => stand(role) === colour);
}

/** `svg` with every stand-in colour replaced by its custom property. */
export function withProperties(svg: string): string {
  return ROLES.reduce((text, role) => text.replaceAll(stand(role), `var(--${role})`), svg);
}
