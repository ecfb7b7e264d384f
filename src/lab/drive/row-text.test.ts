import { describe, expect, it } from 'vitest';
import type { CorpusRecord } from '../../corpus/record.ts';
import { rowLine } from './row-text.ts';

const PROVENANCE = { origin: 'human', generation: 0 } as const;

function line(value: Record<string, unknown>, text = 'words'): Record<string, unknown> {
  const record: CorpusRecord = { example: { id: 'e', group: 'e', text }, row: 1, value };
  const written = rowLine(record, 'a#1', PROVENANCE);
  expect(written.endsWith('}\n')).toBe(true);
  expect(written.indexOf('\n')).toBe(written.length - 1);
  return JSON.parse(written) as Record<string, unknown>;
}

describe('rowLine', () => {
  it('keeps every field of a row', () => {
    const messages = [{ role: 'user', content: 'a\nb' }];
    expect(line({ messages, n: 1, none: null })).toEqual({
      messages,
      n: 1,
      none: null,
      id: 'a#1',
      provenance: PROVENANCE,
    });
  });

  it('keeps an id that the row has', () => {
    expect(line({ id: 7, text: 'x' })['id']).toBe(7);
  });

  it('adds to provenance that the row has, in one object whatever its shape was', () => {
    expect(line({ text: 'x', provenance: { url: 'u' } })['provenance']).toEqual({ url: 'u', ...PROVENANCE });
    expect(line({ text: 'x', 'provenance.origin': 'human' })).not.toHaveProperty(['provenance.origin']);
  });

  it('writes what JSON has no type for', () => {
    expect(line({ text: 'x', n: 5n, big: 2n ** 70n, bytes: new Uint8Array([1, 2]) })).toMatchObject({
      n: 5,
      big: String(2n ** 70n),
      bytes: 'AQI=',
    });
  });

  it('has a text even where the row is nothing but an id', () => {
    expect(line({ id: 1 })['text']).toBe('words');
  });
});
