import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../test/fixtures/report.ts';
import { judge, judgementGlyph, judgementWord, marginsOf } from './judgement.ts';

const falling = (low: number, high: number) =>
  ({ ratio: (low + high) / 2, interval: [low, high], direction: 'falls' }) as const;

describe('judge', () => {
  it('reads a falling signal against the margin', () => {
    expect(judge(falling(0.7, 0.89), 0.9)).toBe('worse');
    expect(judge(falling(0.8, 0.95), 0.9)).toBe('unclear');
    expect(judge(falling(0.91, 0.99), 0.9)).toBe('holds');
    expect(judge(falling(0.95, 1.3), 0.9)).toBe('holds');
    expect(judge(falling(1.2, 1.3), 0.9)).toBe('opposite');
  });

  it('reads a rising signal as the mirror image of a falling one', () => {
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (a, b, bound) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        fc.pre([low, high].every((end) => [bound, 1 / bound].every((at) => Math.abs(end / at - 1) > 1e-9)));
        const mirrored = { ratio: 1, interval: [1 / high, 1 / low], direction: 'rises' } as const;
        expect(judge(mirrored, 1 / bound)).toBe(judge(falling(low, high), bound));
      }),
    );
  });

  it('decides nothing about context and about what does not exist', () => {
    expect(judge({ ratio: 3, interval: [2, 4], direction: 'flag' }, 0.9)).toBe('context');
    expect(judge(falling(Number.NaN, 0.5), 0.9)).toBe('missing');
    expect(judge({ ratio: Number.NaN, interval: [0.1, 0.2], direction: 'falls' }, 0.9)).toBe('missing');
  });

  it('finds harm in an infinite ratio of what rises', () => {
    const infinite = [2, Number.POSITIVE_INFINITY] as const;
    expect(judge({ ratio: Number.POSITIVE_INFINITY, interval: infinite, direction: 'rises' }, 1.1)).toBe(
      'worse',
    );
  });
});

describe('marginsOf', () => {
  it('takes the margin of the report where no trend has its own', () => {
    const [signal] = HEALTHY.generations[0].signals;
    expect(marginsOf(HEALTHY)(signal)).toBe(0.9);
  });

  it('prefers the margin of the trend of the same signal', () => {
    const trajectory = COLLAPSING.trajectory!;
    const trends = trajectory.trends.map((trend) => ({ ...trend, margin: 0.77 }));
    const margin = marginsOf({ ...COLLAPSING, trajectory: { ...trajectory, trends } });
    expect(margin(COLLAPSING.generations[0].signals[0])).toBe(0.77);
    expect(margin({ id: 'unheard-of', direction: 'falls' })).toBe(0.9);
  });
});

describe('glyphs and words', () => {
  it('fills the arrow of harm only, and points it the way the signal went', () => {
    expect(judgementGlyph('worse', 'falls')).toBe('▼');
    expect(judgementGlyph('worse', 'rises')).toBe('▲');
    expect(judgementGlyph('opposite', 'falls')).toBe('△');
    expect(judgementGlyph('opposite', 'rises')).toBe('▽');
  });

  it('says on which side of human text the harmless side is', () => {
    expect(judgementWord('opposite', 'falls')).toBe('above');
    expect(judgementWord('opposite', 'rises')).toBe('below');
    expect(judgementWord('missing', 'falls')).toBe('n/a');
  });
});
