import { describe, expect, it } from 'vitest';
import type { Verdict } from '../compare/verdict.ts';
import { phaseOf } from './phase.ts';

const line = (...verdicts: Verdict[]) => verdicts.map((verdict, i) => ({ name: `g${i + 1}`, verdict }));

describe('phaseOf', () => {
  it('goes back to the last generation that was healthy or narrow', () => {
    expect(phaseOf(line('healthy', 'narrow', 'inconclusive', 'early'))).toEqual({
      phase: 'early',
      generation: 3,
      lastHealthy: 1,
    });
    expect(phaseOf(line('healthy', 'early', 'late'))).toEqual({
      phase: 'late',
      generation: 2,
      lastHealthy: 0,
    });
  });

  it('takes one that was not collapsing where none was well, and none where all were', () => {
    expect(phaseOf(line('shifted', 'early', 'late')).lastHealthy).toBe(0);
    expect(phaseOf(line('early', 'late'))).toEqual({ phase: 'late', generation: 1 });
    expect(phaseOf(line('late'))).toEqual({ phase: 'late', generation: 0 });
  });

  it.each(['healthy', 'narrow', 'shifted', 'inconclusive'] as const)(
    'has nothing to recover where it is %s',
    (verdict) => {
      expect(phaseOf(line('early', verdict)).phase).toBe('none');
    },
  );

  it('looks at an earlier generation where one is asked for, blind to those after it', () => {
    expect(phaseOf(line('healthy', 'early', 'healthy'), 1)).toEqual({
      phase: 'early',
      generation: 1,
      lastHealthy: 0,
    });
  });
});
