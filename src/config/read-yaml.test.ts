import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { readYaml } from './read-yaml.ts';
import type { Schema } from './schema.ts';

const schema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['mode'],
  properties: {
    mode: { enum: ['accumulate', 'replace'] },
    human: {
      type: 'object',
      additionalProperties: false,
      properties: { minimum: { type: 'number', minimum: 0, maximum: 1 } },
    },
    caps: {
      type: 'array',
      items: { type: 'object', additionalProperties: false, properties: { source: { type: 'string' } } },
    },
  },
};

function failure(text: string): OutcrossError {
  try {
    readYaml(text, 'outcross.yaml', schema);
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('readYaml', () => {
  it('takes a section of comments alone for one that says nothing, and still knows a misspelt one', () => {
    const schema = { type: 'object', additionalProperties: false, properties: { a: { type: 'object' } } };
    expect(readYaml('a:\n  # b: 1\n', 'f', schema).value).toEqual({});
    expect(() => readYaml('b:\n', 'f', schema)).toThrow('unknown key "b"');
  });

  it('gives the value of a file that keeps to the schema', () => {
    const read = readYaml('mode: accumulate\nhuman:\n  minimum: 0.3\n', 'outcross.yaml', schema);
    expect(read.value).toEqual({ mode: 'accumulate', human: { minimum: 0.3 } });
    expect(read.placeOf(['human', 'minimum'])).toBe('outcross.yaml:3');
    expect(read.placeOf(['human', 'absent'])).toBe('outcross.yaml:2');
  });

  it('names line and nearest key of a typing error', () => {
    const error = failure('mode: replace\nhuman:\n  minimun: 0.3\n');
    expect(error).toMatchObject({ code: 'E_CONFIG', where: 'outcross.yaml:3' });
    expect(error.message).toBe('unknown key "minimun" in "human"');
    expect(error.hint).toBe('Did you mean "minimum"?');
  });

  it('lists the keys where none is near', () => {
    expect(failure('mode: replace\nzzz: 1\n').hint).toBe('Known: mode, human, caps.');
  });

  it('suggests the nearest of the values allowed', () => {
    const error = failure('mode: acumulate\n');
    expect(error.message).toBe('"mode" is "acumulate", not one of accumulate, replace');
    expect(error.hint).toBe('Did you mean "accumulate"?');
  });

  it('tells what is missing, out of range, or of another type', () => {
    expect(failure('').message).toBe('it lacks "mode"');
    expect(failure('mode: replace\nhuman: {minimum: 2}\n').message).toBe(
      '"human.minimum" must be <= 1, not 2',
    );
    expect(failure('mode: replace\nhuman: none\n').message).toBe('"human" must be object, not "none"');
  });

  it('finds the line within a list', () => {
    expect(failure('mode: replace\ncaps:\n  - source: a\n  - sauce: b\n').where).toBe('outcross.yaml:4');
  });

  it('refuses what is no YAML, with its line', () => {
    const error = failure('mode: replace\nhuman: {minimum: 1\n');
    expect(error.code).toBe('E_CONFIG');
    expect(error.message).toMatch(/^it is no YAML: /);
    expect(error.where).toMatch(/^outcross\.yaml:[23]$/);
  });

  it('refuses a key that stands twice', () => {
    expect(failure('mode: replace\nmode: accumulate\n').message).toMatch(/unique/);
  });

  it('takes a value that an alias repeats', () => {
    const read = readYaml('mode: &m replace\nhuman: &h {minimum: 0.1}\ncaps: []\n', 'o.yaml', schema);
    expect(read.value).toEqual({ mode: 'replace', human: { minimum: 0.1 }, caps: [] });
    const twice = readYaml('mode: replace\ncaps:\n  - &a {source: x}\n  - *a\n', 'o.yaml', schema);
    expect(twice.value).toMatchObject({ caps: [{ source: 'x' }, { source: 'x' }] });
  });

  it('refuses an alias of nothing, such as a pattern that should stand between quotes', () => {
    expect(failure('mode: replace\ncaps:\n  - source: *.jsonl\n')).toMatchObject({
      code: 'E_CONFIG',
      where: 'outcross.yaml:3',
      message: 'nothing before is called &.jsonl',
      hint: expect.stringContaining('quotes'),
    });
  });

  it('refuses a value that holds itself, and aliases that grow without end', () => {
    expect(failure('mode: replace\nhuman: &h {minimum: *h}\n')).toMatchObject({
      code: 'E_CONFIG',
      where: 'outcross.yaml:2',
    });
    const tens = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(',')}]\n`;
    const laughs = `${tens('a', '1')}${tens('b', '*a')}${tens('c', '*b')}${tens('d', '*c')}${tens('e', '*d')}`;
    expect(failure(laughs)).toMatchObject({ code: 'E_CONFIG', message: 'too many aliases' });
  });

  it.each(['.nan', '.inf', '-.inf'])('takes %s for no number', (text) => {
    expect(failure(`mode: replace\nhuman: {minimum: ${text}}\n`).message).toMatch(
      /must be number, not (NaN|-?Infinity)$/,
    );
  });

  it('refuses a second document, a list and a bare word', () => {
    expect(failure('mode: replace\n---\nmode: replace\n')).toMatchObject({ where: 'outcross.yaml:2' });
    expect(failure('- mode\n').message).toBe('it must be object, not ["mode"]');
    expect(failure('replace\n').message).toBe('it must be object, not "replace"');
  });

  it('says that a tab indents nothing', () => {
    expect(failure('mode: replace\nhuman:\n\tminimum: 1\n')).toMatchObject({
      where: 'outcross.yaml:3',
      hint: expect.stringContaining('spaces'),
    });
  });

  it('counts lines that end as on Windows, after a byte order mark too', () => {
    expect(failure('\ufeffmode: replace\r\n\r\nhumna: {}\r\n')).toMatchObject({
      where: 'outcross.yaml:3',
      hint: 'Did you mean "human"?',
    });
  });

  it('places the root, and what stands nowhere, in the first line', () => {
    const { placeOf } = readYaml('# why\nmode: replace\n', 'o.yaml', schema);
    expect([placeOf([]), placeOf(['caps', 3, 'source'])]).toEqual(['o.yaml:1', 'o.yaml:1']);
    expect(placeOf(['mode'])).toBe('o.yaml:2');
  });
});
