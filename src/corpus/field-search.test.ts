import { describe, expect, it } from 'vitest';
import { FieldSearch, ROWS_TO_SEARCH } from './field-search.ts';
import type { CorpusSpec } from './source.ts';

function search(spec: Partial<CorpusSpec> = {}): FieldSearch {
  return new FieldSearch('a.jsonl', { inputs: [], ...spec });
}

function failure(spec: Partial<CorpusSpec>, ...rows: unknown[]) {
  const one = search(spec);
  try {
    for (const row of rows) one.observe(row);
    one.finish();
  } catch (error) {
    return error as { code: string; message: string; hint: string };
  }
  return undefined;
}

describe('FieldSearch', () => {
  it('takes the first known field that is text', () => {
    const one = search();
    one.observe({ prompt: 'p', response: 'r', output: 'o', text: 5 });
    expect([one.text, one.settled]).toEqual(['output', true]);
  });

  it('keeps what the first row settled', () => {
    const one = search();
    one.observe({ completion: 'c' });
    one.observe({ text: 't' });
    expect(one.text).toBe('completion');
  });

  it('does not take a prompt for the text', () => {
    expect(failure({}, { prompt: 'p' })).toMatchObject({ code: 'E_FIELD' });
  });

  it('goes on to later rows until one has the field', () => {
    const one = search();
    one.observe({ meta: 1 });
    one.observe(undefined);
    one.observe('words');
    one.observe({ content: 'c' });
    expect(one.text).toBe('content');
    one.finish();
  });

  it('lists the fields seen and the nearest spelling of a named one', () => {
    const found = failure({ textField: 'txet' }, { id: 1, text: 'a', meta: { lang: 'en' } });
    expect(found).toMatchObject({
      code: 'E_FIELD',
      message: 'a.jsonl: no field "txet" in its one row',
      hint: 'Fields seen: id, text, meta, meta.lang. Did you mean "text"?',
    });
    expect(failure({ textField: 'meta.lnag' }, { meta: { lang: 'en' } })?.hint).toContain('"meta.lang"');
  });

  it('refuses any named field that no row has, not the text alone', () => {
    for (const field of ['idField', 'groupField', 'categoryField']) {
      const found = failure({ [field]: 'authr' }, { text: 'a', author: 'x' });
      expect(found).toMatchObject({ code: 'E_FIELD', message: expect.stringContaining('"authr"') });
      expect(found?.hint).toContain('Did you mean "author"?');
    }
  });

  it('counts a field that is null as there: its rows are bad, the spelling is not', () => {
    expect(failure({ textField: 'text' }, { text: null })).toBeUndefined();
  });

  it('gives up after a thousand rows, not before', () => {
    const one = search();
    for (let i = 1; i < ROWS_TO_SEARCH; i++) one.observe({ a: i });
    expect(() => one.observe({ a: 0 })).toThrow('in its first 1,000 rows');
    const late = search();
    for (let i = 1; i < ROWS_TO_SEARCH; i++) late.observe({ a: i });
    late.observe({ text: 'in time' });
    expect(late.settled).toBe(true);
  });

  it('suggests the chat reader where rows hold conversations', () => {
    expect(failure({}, { messages: [] })?.hint).toContain('--reader chat');
    expect(failure({ textField: 'body' }, { conversations: [] })?.hint).toContain('--reader chat');
    expect(failure({ idField: 'key' }, { text: 'a', messages: [] })?.hint).not.toContain('--reader chat');
    expect(failure({}, { id: 1 })?.hint).toBe('Fields seen: id. Name the one to read with --text-field.');
    expect(failure({}, { id: 1, embedding: [0.5, 1] })?.hint).toMatch(
      /For vectors alone use --modality vectors --vector-field embedding\.$/,
    );
    // As a table of lists is seen, and lists that are no vectors.
    expect(failure({}, { id: 1, embedding: [] })?.hint).toContain('--vector-field embedding');
    expect(failure({}, { id: 1, tags: [] })?.hint).not.toContain('--vector-field');
    expect(failure({}, { id: 1, tags: ['a', 'b'] })?.hint).not.toContain('--vector-field');
  });

  it('looks for conversations when chat is read', () => {
    const one = search({ reader: 'chat' });
    one.observe({ messages: 'no list', conversations: [], text: 't' });
    expect(one.text).toBe('conversations');
    expect(failure({ reader: 'chat' }, { text: 't' })).toMatchObject({
      code: 'E_FIELD',
      message: 'a.jsonl: no list of messages in its one row',
    });
  });

  it('says nothing where no row was an object, until there were many', () => {
    expect(failure({}, undefined, 'a', 5)).toBeUndefined();
    expect(failure({})).toBeUndefined();
    expect(failure({}, ...Array(ROWS_TO_SEARCH).fill('words'))).toMatchObject({ code: 'E_FORMAT' });
  });

  it('shortens the list of a very wide row', () => {
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i]));
    expect(failure({}, wide)?.hint).toContain('field19 and 80 more.');
  });
});
