import { describe, expect, it } from 'vitest';
import { originParts } from './origins.ts';

describe('originParts', () => {
  it('puts human first and what nobody knows last', () => {
    const parts = originParts({ unknown: 1, synthetic: 7, human: 2 });
    expect(parts.map(({ key }) => key)).toEqual(['human', 'synthetic', 'unknown']);
  });

  it('says share and number', () => {
    expect(originParts({ human: 1, synthetic: 3 })[0].label).toBe('human 25% (1)');
  });

  it('leaves out what there is none of, and has nothing to say of nothing', () => {
    expect(originParts({ human: 0, synthetic: 4 })).toHaveLength(1);
    expect(originParts({})).toEqual([]);
  });

  it('takes an origin that it does not know for unknown, and shows what hides in its name', () => {
    expect(originParts({ 'x\u202e': 1 })).toMatchObject([{ tone: 'o-unknown', label: 'x[U+202E] 100% (1)' }]);
  });
});
