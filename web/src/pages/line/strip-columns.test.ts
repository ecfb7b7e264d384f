import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../parts/words.ts';
import { columnsOf } from './strip-columns.ts';

function heightOf(path: string): number {
  return 40 - Number(/V(\d+)/.exec(path)?.[1]);
}

describe('columnsOf', () => {
  it('draws neighbours of one verdict as one', () => {
    expect(columnsOf(['late', 'late', 'late'])).toEqual([{ verdict: 'late', path: 'M0 40V0H3V40z' }]);
  });

  it('draws the worse the taller, and none as another of the line that collapses', () => {
    const heights = VERDICTS.map((verdict) => heightOf(columnsOf([verdict])[0].path));
    const [healthy, narrow, early, late] = heights;
    expect(healthy < narrow && narrow < early && early < late).toBe(true);
    expect(new Set(heights).size).toBe(VERDICTS.length);
  });

  it('leaves a gap where a generation was never checked', () => {
    expect(columnsOf(['late', null, 'late'])[0].path).toBe('M0 40V0H1V40zM2 40V0H3V40z');
    expect(columnsOf([null, null])).toEqual([]);
  });

  it('draws a thousand generations in as many paths as there are verdicts', () => {
    const line = Array.from({ length: 1000 }, (_, at) => VERDICTS[(at * 7) % VERDICTS.length]);
    expect(columnsOf(line)).toHaveLength(VERDICTS.length);
  });
});
