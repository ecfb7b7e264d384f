import { describe, expect, it } from 'vitest';
import { FACTORS } from '../../lab/errors/study.ts';
import { errorsHeadline, errorsSettings, FACTOR_TITLES, together } from './errors-wording.ts';
import { errorsOf, estimate } from './lab-fixtures.test.support.ts';

describe('errorsHeadline', () => {
  it('names the dearest error first, and what all cost', () => {
    expect(errorsHeadline(errorsOf())).toBe(
      'After 2 generations all three errors together cost 7.31: approximation 11%, expressivity 27%, statistical 62%.',
    );
  });

  it('gives losses where shares do not exist, and explains one that is negative', () => {
    const shares = FACTORS.map((factor, i) => ({ factor, loss: estimate(i - 0.5) }));
    const text = errorsHeadline(errorsOf({ shares }));
    expect(text).toContain('approximation 1.50, expressivity 0.500, statistical −0.500.');
    expect(text).toMatch(/A negative share means that this error keeps the others from growing\.$/);
    expect(errorsHeadline(errorsOf())).not.toContain('negative');
  });

  it('does not reorder what it was given', () => {
    const result = errorsOf();
    const before = result.shares.map(({ factor }) => factor);
    errorsHeadline(result);
    expect(result.shares.map(({ factor }) => factor)).toEqual(before);
  });
});

describe('errorsSettings', () => {
  it('counts one as one, and several as several', () => {
    const { settings } = errorsOf();
    const one = errorsSettings(errorsOf({ settings: { ...settings, generations: 1, replicates: 1 } }));
    expect(one).toContain('1 generation ·');
    expect(one).toContain('1 replicate ·');
    expect(errorsSettings(errorsOf())).toBe(
      '321 draws a generation · replace · 2 generations · 5 replicates · early-stopped · seed seed-7',
    );
  });
});

describe('together', () => {
  it('names every combination unlike the others', () => {
    const sets = Array.from({ length: 8 }, (_, set) => FACTORS.filter((_, bit) => (set >> bit) & 1));
    expect(new Set(sets.map(together)).size).toBe(8);
    expect(together([])).toBe('None');
    for (const factor of FACTORS) expect(together([factor])).toBe(FACTOR_TITLES[factor]);
  });
});
