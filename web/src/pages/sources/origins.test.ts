import { describe, expect, it } from 'vitest';
import { originParts, originWords } from './origins.ts';

describe('originParts', () => {
  it('stand in one order, whatever order they came in', () => {
    const parts = originParts({ unknown: 1, synthetic: 1, human: 2 });
    expect(parts.map(({ key, tone }) => [key, tone])).toEqual([
      ['human', 'o-human'],
      ['synthetic', 'o-synthetic'],
      ['unknown', 'o-unknown'],
    ]);
  });

  it('leave out what is not there', () => {
    expect(originParts({ human: 0 })).toEqual([]);
    expect(originParts({})).toEqual([]);
  });

  it('show a name that is no origin as unknown, last', () => {
    expect(originParts({ alien: 1, unknown: 1 }).at(-1)).toMatchObject({ key: 'alien', tone: 'o-unknown' });
  });

  it('say numbers and shares', () => {
    expect(originWords({ human: 1800, unknown: 200 })).toBe('1,800 human (90%), 200 unknown (10%)');
  });
});
