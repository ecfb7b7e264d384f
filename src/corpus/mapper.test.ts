import { describe, expect, it } from 'vitest';
import { Mapper } from './mapper.ts';
import type { CorpusSpec } from './source.ts';

function map(row: unknown, spec: Partial<CorpusSpec> = {}, key = 1) {
  return new Mapper('a', { inputs: [], ...spec }).example(row, key);
}

describe('Mapper', () => {
  it('makes the id of the file and the place where a row has none', () => {
    expect(map({ text: 'x' }, {}, 40)).toEqual({ id: 'a#40', group: 'a#40', text: 'x' });
  });

  it('takes the first of the known id fields that is a string or number', () => {
    expect(map({ text: 'x', uid: 'u', _id: { $oid: '1' } })).toMatchObject({ id: 'u' });
    expect(map({ text: 'x', id: 0 })).toMatchObject({ id: '0' });
    expect(map({ text: 'x', id: 12345678901234567890n })).toMatchObject({ id: '12345678901234567890' });
    for (const id of ['', null, true, {}, [1]]) expect(map({ text: 'x', id })).toMatchObject({ id: 'a#1' });
  });

  it('reads named fields by dotted path', () => {
    const row = { body: { en: 'x' }, key: 'k', meta: { author: { name: 'n' }, fiction: false } };
    const spec = {
      textField: 'body.en',
      idField: 'key',
      groupField: 'meta.author.name',
      categoryField: 'meta.fiction',
    };
    expect(map(row, spec)).toEqual({ id: 'k', group: 'n', text: 'x', category: 'false' });
  });

  it('does not look for other ids where one is named', () => {
    expect(map({ text: 'x', id: 'i', key: null }, { idField: 'key' })).toMatchObject({ id: 'a#1' });
  });

  it('lets the group be the id, and the category be absent, where a row lacks them', () => {
    const spec = { groupField: 'g', categoryField: 'c' };
    expect(map({ text: 'x', id: 'i', g: '', c: null }, spec)).toEqual({ id: 'i', group: 'i', text: 'x' });
  });

  it('keeps an empty text: it is what was generated', () => {
    expect(map({ text: '' })).toMatchObject({ text: '' });
  });

  it('reads conversations', () => {
    const row = { messages: [{ role: 'user', content: 'a' }], prompt_id: 3 };
    expect(map(row, { reader: 'chat', idField: 'prompt_id' })).toMatchObject({ id: '3', text: 'a' });
    expect(map({ talk: row.messages }, { reader: 'chat', textField: 'talk' })).toMatchObject({ text: 'a' });
  });

  it('carries provenance, and refuses a wrong origin', () => {
    const provenance = { origin: 'synthetic', model: 'm' };
    expect(map({ text: 'x', provenance })).toMatchObject({ provenance });
    expect(map({ text: 'x', provenance: { origin: 'bot' } })).toContain('provenance.origin is "bot"');
  });

  it('gives a reason for what is no object', () => {
    expect(map(5)).toBe('the row is a number, not an object with fields');
    expect(map(undefined)).toBe('the row is missing, not an object with fields');
  });

  it('names the columns that it reads', () => {
    const mapper = new Mapper('a', { inputs: [], groupField: 'meta.author' });
    mapper.search.observe({ text: 'x', meta: { author: 'y' } });
    const all = ['uid', 'other', 'text', 'meta', 'provenance.origin', 'provenance', 'content'];
    expect(mapper.columns(all)).toEqual([
      'uid',
      'text',
      'meta',
      'provenance.origin',
      'provenance',
      'content',
    ]);
    const named = new Mapper('a', { inputs: [], textField: 'text,other' });
    named.search.observe({ text: 'x' });
    expect(named.columns(all)).toEqual(['uid', 'other', 'text', 'provenance.origin', 'provenance']);
  });
});
