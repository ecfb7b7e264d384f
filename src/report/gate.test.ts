import { describe, expect, it } from 'vitest';
import { failing, gateWords } from './gate.ts';
import type { GenerationReport } from './report.ts';

const line = (['early', 'narrow', 'late', 'healthy'] as const).map(
  (verdict, i) => ({ name: `g${i + 1}`, verdict }) as GenerationReport,
);
const names = (generations: readonly GenerationReport[]) => generations.map(({ name }) => name);

describe('the gate', () => {
  it('is failed by every generation of a failing verdict', () => {
    expect(names(failing(line, { failOn: ['early', 'late'] }))).toEqual(['g1', 'g3']);
    expect(names(failing(line, { failOn: ['early', 'late'], gateOn: 'any' }))).toEqual(['g1', 'g3']);
  });

  it('looks at the newest alone where it is told to: what is past cannot be mended', () => {
    const settings = { failOn: ['early', 'late'], gateOn: 'newest' } as const;
    expect(failing(line, settings)).toEqual([]);
    expect(names(failing(line.slice(0, 3), settings))).toEqual(['g3']);
  });

  it('is failed by nobody without a verdict to fail on', () => {
    expect(failing(line, { failOn: [] })).toEqual([]);
  });

  it('is said in words', () => {
    expect(gateWords({ failOn: [] })).toBe('fails on no verdict');
    expect(gateWords({ failOn: ['late'] })).toBe('fails on late');
    expect(gateWords({ failOn: ['early', 'late'], gateOn: 'newest' })).toBe(
      'fails on early, late of the newest generation',
    );
  });
});
