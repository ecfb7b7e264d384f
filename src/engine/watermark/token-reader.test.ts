import { describe, expect, it } from 'vitest';
import type { CorpusRecord } from '../../corpus/record.ts';
import { idsOf, TokenReader } from './token-reader.ts';

function record(value: Record<string, unknown>): CorpusRecord {
  return { example: { id: 'a', group: 'a', text: 'red blue' }, row: 1, value };
}

describe('idsOf', () => {
  it('reads lists of JSON, tables of text and Parquet', () => {
    expect(idsOf([1, 2])).toEqual([1, 2]);
    expect(idsOf('[1, 2]')).toEqual([1, 2]);
    expect(idsOf([1n, 2n])).toEqual([1, 2]);
    expect(idsOf(BigInt64Array.of(1n, 2n))).toEqual([1, 2]);
    expect(idsOf(Int32Array.of(1, 2))).toEqual([1, 2]);
    expect(idsOf([])).toEqual([]);
  });

  it('finds no list in anything else', () => {
    for (const value of [undefined, null, 5, '1 2', '[1, 2', { 0: 1 }]) expect(idsOf(value)).toBeUndefined();
  });
});

describe('TokenReader', () => {
  it('takes the tokens that the row holds, and those of its prompt', () => {
    const reader = new TokenReader({ tokensField: 'out.ids', promptField: 'prompt' });
    expect(reader.read(record({ out: { ids: [3, 4] }, prompt: [1] }))).toEqual({
      tokens: [3, 4],
      prompt: [1],
    });
    expect(reader.read(record({ out: { ids: [3, 4] } }))).toEqual({ tokens: [3, 4] });
  });

  it('says why a row has none', () => {
    const reader = new TokenReader({ tokensField: 'ids' });
    expect(reader.read(record({}))).toEqual({ fault: 'ids holds no list of token ids: it is missing' });
    expect(reader.read(record({ ids: 'red' })).fault).toContain('it is a string');
  });

  it('cuts the text where no field is named', () => {
    const reader = new TokenReader({}, (text) => [text.length]);
    expect(reader.read(record({ ids: [1] }))).toEqual({ tokens: [8] });
  });
});
