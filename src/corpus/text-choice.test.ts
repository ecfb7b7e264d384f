import { describe, expect, it } from 'vitest';
import { FieldSearch } from './field-search.ts';
import type { CorpusSpec } from './source.ts';
import { TextChoice } from './text-choice.ts';

function choice(rows: readonly Record<string, unknown>[], spec: Partial<CorpusSpec> = {}, table = false) {
  const whole = { inputs: [], ...spec };
  const search = new FieldSearch('a.jsonl', whole);
  const one = new TextChoice('a.jsonl', whole, search);
  one.emptyIsNothing = table;
  const texts = rows.map((row) => {
    search.observe(row);
    const { text, reason } = one.of(row);
    return reason ?? text;
  });
  return { one, texts };
}

function refusal(one: TextChoice, part = false) {
  try {
    one.finish(part);
  } catch (error) {
    return error as { code: string; message: string; hint: string; where: string };
  }
  return undefined;
}

describe('TextChoice', () => {
  it('refuses rows that hold their text in different fields, and counts them by field', () => {
    const { one } = choice([{ content: 'a' }, { text: 'b' }, { text: 'c' }, { output: 'd', content: null }]);
    const found = refusal(one);
    expect(found).toMatchObject({
      code: 'E_FIELD',
      where: 'a.jsonl',
      message:
        'a.jsonl: rows hold their text in different fields: 2 in "text", 1 in "content", 1 in "output"',
    });
    expect(found?.hint).toContain('--text-field text,content,output ');
    expect(found?.hint).toContain('--text-field text: rows without it are then malformed');
    expect(refusal(one, true)?.message).toMatch(/, of those in the part of the file that was read$/);
  });

  it('takes rows that have their field for no others, whatever else they hold', () => {
    const { one, texts } = choice([{ content: 'a', text: 'b' }, { text: '', content: 'c' }, { text: 'd' }]);
    expect(texts).toEqual(['b', '', 'd']);
    expect(refusal(one)).toBeUndefined();
  });

  it('does not take a row without any text, or with one that is none, for one of another field', () => {
    const rows = [{ text: 'a' }, { meta: 'b' }, { text: 5, content: 'c' }, { text: null, content: 6 }];
    const { one, texts } = choice(rows);
    expect(texts.slice(1)).toEqual([
      'field "text" is missing',
      'field "text" is a number, not text',
      'field "text" is null',
    ]);
    expect(refusal(one)).toBeUndefined();
  });

  it('takes an empty cell of a table for no text where another column holds one', () => {
    const rows = [
      { text: 'a', content: '' },
      { text: '', content: 'b' },
      { text: '', content: '' },
    ];
    expect(refusal(choice(rows, {}, true).one)?.message).toContain('1 in "text", 1 in "content"');
    expect(refusal(choice(rows).one)).toBeUndefined();
  });

  it('reads the first of the fields named that holds any text', () => {
    const rows = [
      { text: 'a', body: 'b' },
      { body: 'c' },
      { text: '', body: 'd' },
      { text: '' },
      { other: 'e' },
    ];
    const { one, texts } = choice(rows, { textField: 'text,body' });
    expect(texts).toEqual(['a', 'c', 'd', '', 'no text in any of the fields text, body']);
    expect(refusal(one)).toBeUndefined();
  });

  it('leaves rows of other fields malformed where one field is named', () => {
    const { one, texts } = choice([{ text: 'a' }, { content: 'b' }], { textField: 'text' });
    expect(texts).toEqual(['a', 'field "text" is missing']);
    expect(refusal(one)).toBeUndefined();
  });

  it('says what stands in a named field that is no text', () => {
    const { texts } = choice([{ a: ['x', 'y'] }, { a: null }], { textField: 'a,b' });
    expect(texts[0]).toContain('field "a" is an array of strings, not text: join them');
    expect(texts[1]).toBe('no text in any of the fields a, b');
  });

  it('treats the two fields of conversations likewise', () => {
    const talk = [{ role: 'user', content: 'a' }];
    const { one } = choice([{ messages: talk }, { conversations: talk }], { reader: 'chat' });
    expect(refusal(one)?.message).toContain('their conversation in different fields: 1 in "messages"');
    const named = choice([{ messages: talk }, { conversations: talk }], {
      reader: 'chat',
      textField: 'messages,conversations',
    });
    expect(named.texts).toEqual(['a', 'a']);
  });

  it('counts the fields of source code too', () => {
    const { one } = choice([{ code: 'a' }, { text: 'b' }], { modality: 'code' });
    expect(refusal(one)?.message).toContain('1 in "code", 1 in "text"');
  });

  it('lists the paths that a table must read', () => {
    expect(choice([{ content: 'a' }]).one.paths.slice(0, 2)).toEqual(['content', 'text']);
    expect(choice([{ b: 'a' }], { textField: 'a,b' }).one.paths).toEqual(['a,b', 'a', 'b']);
    expect(choice([], { modality: 'vectors' }).one.paths).toEqual([]);
  });
});
