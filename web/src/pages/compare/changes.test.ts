import { describe, expect, it } from 'vitest';
import type { GenerationPoint } from '../../../../src/server/wire.ts';
import { type Change, changeSentence, changeWord, shownRows } from './changes.ts';
import { optionsOf } from './chooser.tsx';
import { pairOf } from './pair.ts';

function row(change: Change, key: string = change) {
  return { key, label: key, family: 'tail', direction: 'falls' as const, change };
}

const CHANGES: readonly Change[] = ['same', 'unknown', 'better', 'worse', 'differs'];

describe('changes', () => {
  it('have different words, each with a sign', () => {
    const words = CHANGES.map(changeWord);
    expect(new Set(words).size).toBe(CHANGES.length);
    for (const word of words) expect(word).toMatch(/^[^\w\s] \w/);
  });

  it('say of intervals that overlap that they tell nothing apart, and not that nothing changed', () => {
    expect(changeWord('same')).toContain('not told apart');
  });

  it('stand with what matters first, and among equals as they came', () => {
    const rows = [row('same', 'a'), row('worse', 'b'), row('same', 'c'), row('worse', 'd')];
    expect(shownRows(rows, '').map(({ key }) => key)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('are shown of one sort where asked for', () => {
    expect(
      shownRows(
        CHANGES.map((change) => row(change)),
        'better',
      ).map(({ change }) => change),
    ).toEqual(['better']);
    expect(shownRows([row('same')], 'nonsense')).toEqual([]);
  });
});

describe('changeSentence', () => {
  it('says how many changed which way', () => {
    const rows = [row('worse'), row('worse'), row('better'), row('same'), row('unknown')];
    expect(changeSentence(rows)).toBe('Of 4 signals 2 became worse, 1 became better.');
  });

  it('says so where nothing changed, and where nothing can be said', () => {
    expect(changeSentence([row('same'), row('same')])).toBe('None of 2 signals changed beyond its interval.');
    expect(changeSentence([row('unknown')])).toBe('No signal was measured in both.');
    expect(changeSentence([])).toBe('No signal was measured in both.');
  });
});

function point(id: string, verdict?: GenerationPoint['verdict']): GenerationPoint {
  return { id, position: 1, findings: {}, ...(verdict === undefined ? {} : { verdict }) };
}

describe('pairOf', () => {
  const line = [point('g1', 'healthy'), point('g2', 'narrow'), point('g3', 'early'), point('g4')];

  it('takes the two newest that were checked', () => {
    expect(pairOf(line, '', '')).toEqual({ a: 'g2', b: 'g3' });
  });

  it('takes what the address says, also what the window does not hold', () => {
    expect(pairOf(line, 'g0', 'g9')).toEqual({ a: 'g0', b: 'g9' });
  });

  it('finds another for one that is named', () => {
    expect(pairOf(line, 'g3', '')).toEqual({ a: 'g3', b: 'g2' });
    expect(pairOf(line, '', 'g1')).toEqual({ a: 'g3', b: 'g1' });
  });

  it('is none where there are not two', () => {
    expect(pairOf([], '', '')).toBeUndefined();
    expect(pairOf([point('g1', 'healthy'), point('g2')], '', '')).toBeUndefined();
  });
});

describe('optionsOf', () => {
  it('has the newest first', () => {
    expect(optionsOf([point('g1', 'late'), point('g2')], 'g1').map(({ label }) => label)).toEqual([
      'g2 (not checked)',
      'g1 (late)',
    ]);
  });

  it('has the chosen one, though the window does not hold it', () => {
    expect(optionsOf([point('g1')], 'old\u202e')[0]).toEqual({ value: 'old\u202e', label: 'old[U+202E]' });
    expect(optionsOf([point('g1')], '')).toHaveLength(1);
  });
});
