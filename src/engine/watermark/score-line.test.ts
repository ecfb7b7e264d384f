import { describe, expect, it } from 'vitest';
import { recordOf } from '../rows/kernels.test.support.ts';
import type { KeyVerdict } from './examiner.ts';
import { scoreLine } from './score-line.ts';

const VERDICT: KeyVerdict = {
  key: 'k',
  scheme: 'unigram',
  state: 'no evidence',
  scored: 20,
  repeated: 1,
  score: 0.5,
  pValue: 0.3,
  corrected: 0.6,
};
const NONE: KeyVerdict = {
  key: 'other',
  scheme: 'unigram',
  state: 'not verifiable',
  scored: 0,
  repeated: 0,
  score: 0,
  reason: 'no tokens',
};
const lineOf = (all: readonly KeyVerdict[], id = 'a', fault?: string) => {
  const read = fault === undefined ? { tokens: [1, 2, 3] } : { fault };
  return new TextDecoder().decode(scoreLine(recordOf({ id }), { best: all[0], all }, read));
};

describe('scoreLine', () => {
  it('is a line of JSON that reads as it did', () => {
    expect(lineOf([VERDICT])).toMatchInlineSnapshot(`
      "{"id":"a","state":"no evidence","key":"k","scheme":"unigram","score":0.5,"pValue":0.3,"corrected":0.6,"scored":20,"repeated":1,"tokens":3}
      "
    `);
  });

  it('says null, not nothing, of a p-value that does not exist and of tokens that were not had', () => {
    expect(JSON.parse(lineOf([NONE], 'a', 'no tokens'))).toMatchObject({
      pValue: null,
      corrected: null,
      tokens: null,
      reason: 'no tokens',
    });
  });

  it('lists all keys where there are several, the best of them first of all', () => {
    const line = JSON.parse(lineOf([VERDICT, NONE]));
    expect(line.key).toBe('k');
    expect(line.keys.map(({ key }: { key: string }) => key)).toEqual(['k', 'other']);
    expect(JSON.parse(lineOf([VERDICT]))).not.toHaveProperty('keys');
  });

  it.each(['a\nb', '"', '\u2028', '😀', '__proto__', '\ud800'])('stays one line with the id %j', (id) => {
    const line = lineOf([VERDICT], id);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line).id).toBe(id);
  });
});
