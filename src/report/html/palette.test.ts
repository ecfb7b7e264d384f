import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../compare/verdict.ts';
import { PALETTE, properties, type Role, stand, standing, withProperties } from './palette.ts';

type Scheme = 'light' | 'dark';
const ROLES = Object.keys(PALETTE) as Role[];
const TEXT: readonly Role[] = ['ink', 'soft', ...VERDICTS];

function channels(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255);
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: readonly number[]): number {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** `share` of one colour in another, as `color-mix(in srgb, …)`. */
function mixed(role: Role, share: number, into: Role, scheme: Scheme): number[] {
  const own = channels(PALETTE[role][scheme]);
  return channels(PALETTE[into][scheme]).map((c, index) => share * own[index] + (1 - share) * c);
}

describe('stand-in colours', () => {
  it.each(ROLES)('that of %s stands for it alone', (role) => {
    expect(standing(stand(role))).toBe(role);
  });

  it('are not the colours of anything else', () => {
    for (const colour of ['#000', '#ffffff', 'transparent', '', PALETTE.late.light]) {
      expect(standing(colour)).toBeUndefined();
    }
  });
});

describe.each(['light', 'dark'] as const)('the %s scheme', (scheme) => {
  const colour = (role: Role) => channels(PALETTE[role][scheme]);

  it.each(TEXT)('keeps a contrast of 4.5 for text in %s', (role) => {
    expect(contrast(colour(role), colour('paper'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(role), colour('card'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(VERDICTS)('keeps it on the tinted ground of the banner: %s', (verdict) => {
    const ground = mixed(verdict, 0.06, 'card', scheme);
    for (const role of ['ink', 'soft', ...VERDICTS] as const) {
      expect(contrast(colour(role), ground), role).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps it for marked words', () => {
    expect(contrast(colour('ink'), colour('mark'))).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps a contrast of 3 for curves of human text', () => {
    expect(contrast(colour('human'), colour('card'))).toBeGreaterThanOrEqual(3);
  });

  it('gives each verdict an accent of its own', () => {
    expect(new Set(VERDICTS.map((verdict) => PALETTE[verdict][scheme])).size).toBe(VERDICTS.length);
  });

  it('sets a property for every role', () => {
    for (const role of ROLES) expect(properties(scheme)).toContain(`--${role}:${PALETTE[role][scheme]};`);
  });
});

describe('stand-in colours', () => {
  it('are distinct, and each becomes the property of its role', () => {
    expect(new Set(ROLES.map(stand)).size).toBe(ROLES.length);
    for (const role of ROLES) expect(withProperties(`fill="${stand(role)}"`)).toBe(`fill="var(--${role})"`);
  });
});
