import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../compare/verdict.ts';
import { resultChange, verdictChange, whole } from './change.ts';

const verdict = fc.constantFrom(...VERDICTS);
const result = fc.constantFrom(
  'passed',
  'failed',
  'not-answered',
  'not-applicable',
  'waived',
) as fc.Arbitrary<Parameters<typeof resultChange>[0]>;
const mirror = { worse: 'better', better: 'worse', differs: 'differs', same: 'same' } as const;

describe('verdictChange', () => {
  it.each([
    ['healthy', 'narrow', 'worse'],
    ['narrow', 'early', 'worse'],
    ['early', 'late', 'worse'],
    ['late', 'healthy', 'better'],
    ['inconclusive', 'early', 'worse'],
    ['shifted', 'late', 'worse'],
    ['early', 'inconclusive', 'differs'],
    ['late', 'shifted', 'differs'],
    ['healthy', 'inconclusive', 'differs'],
    ['inconclusive', 'healthy', 'differs'],
  ] as const)('takes %s to %s for %s', (before, after, change) => {
    expect(verdictChange(before, after)).toBe(change);
  });

  it('is never better both ways, nor worse both ways', () => {
    fc.assert(
      fc.property(verdict, verdict, (a, b) => {
        const [there, back] = [verdictChange(a, b), verdictChange(b, a)];
        if (there === back) expect(['same', 'differs']).toContain(there);
        expect(there === 'same').toBe(a === b);
      }),
    );
  });
});

describe('resultChange', () => {
  it.each([
    ['passed', 'failed', 'worse'],
    ['passed', 'not-answered', 'worse'],
    ['waived', 'failed', 'worse'],
    ['failed', 'waived', 'better'],
    ['not-answered', 'passed', 'better'],
    ['passed', 'not-applicable', 'differs'],
  ] as const)('takes %s to %s for %s', (before, after, change) => {
    expect(resultChange(before, after)).toBe(change);
  });

  it('turns round when before and after do', () => {
    fc.assert(
      fc.property(result, result, (a, b) => {
        const there = resultChange(a, b) as keyof typeof mirror;
        expect(resultChange(b, a)).toBe(mirror[there]);
      }),
    );
  });
});

describe('whole', () => {
  it('is one word for all, and what is new or gone counts for nothing', () => {
    expect(whole([])).toBe('same');
    expect(whole(['new', 'gone', 'differs', 'same'])).toBe('same');
    expect(whole(['new', 'worse'])).toBe('worse');
    expect(whole(['better', 'gone'])).toBe('better');
    expect(whole(['better', 'worse'])).toBe('mixed');
  });
});
