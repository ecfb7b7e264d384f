import { describe, expect, it } from 'vitest';
import { TEXT_FIELDS } from '../../corpus/field-search.ts';
import { textFieldOf } from './text-field.ts';

describe('textFieldOf', () => {
  it('prefers the field that was named where several say the same', () => {
    expect(textFieldOf({ text: 'a', body: 'a' }, 'a', 'body')).toBe('body');
    expect(textFieldOf({ zeta: 'a', [TEXT_FIELDS[0]]: 'a' }, 'a', undefined)).toBe(TEXT_FIELDS[0]);
  });

  it('prefers fields in the order in which texts are looked for', () => {
    const row = Object.fromEntries([...TEXT_FIELDS].reverse().map((name) => [name, 'same']));
    expect(textFieldOf(row, 'same', undefined)).toBe(TEXT_FIELDS[0]);
  });

  it('finds the text where it stands when the named field holds another, or does not exist', () => {
    expect(textFieldOf({ text: 'old', body: 'new' }, 'new', 'text')).toBe('body');
    expect(textFieldOf({ body: 'new' }, 'new', 'gone')).toBe('body');
  });

  it('takes the one of several named fields that holds the text', () => {
    expect(textFieldOf({ title: 'a', body: 'b', text: 'b' }, 'b', 'body,text')).toBe('body');
    expect(textFieldOf({ aside: 'b', text: 'b' }, 'b', 'body, text')).toBe('text');
  });

  it('knows a text by what was read of it: lone surrogates are U+FFFD', () => {
    expect(textFieldOf({ body: 'a\ud800b' }, 'a\ufffdb', undefined)).toBe('body');
    expect(textFieldOf({ body: 'a\ufffdb' }, 'a\ud800b', undefined)).toBeUndefined();
  });

  it('finds no field for a text that was put together, nor for what is no text', () => {
    expect(textFieldOf({ messages: [{ content: 'a' }], n: 1, t: null }, 'a', undefined)).toBeUndefined();
    expect(textFieldOf({ n: 1 }, '1', 'n')).toBeUndefined();
    expect(textFieldOf({}, '', undefined)).toBeUndefined();
  });

  it('looks at what a row holds itself, not at what every object has', () => {
    expect(textFieldOf({}, 'Object', 'constructor')).toBeUndefined();
    const row = JSON.parse('{"__proto__":"a"}') as Record<string, unknown>;
    expect(textFieldOf(row, 'a', undefined)).toBe('__proto__');
    expect(textFieldOf(row, 'a', '__proto__')).toBe('__proto__');
  });
});
