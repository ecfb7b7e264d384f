import { describe, expect, it } from 'vitest';
import type { CorpusSpec, Shard } from '../source.ts';
import { folderOf, requireFields } from './folder.ts';
import { pictureExample } from './picture-example.ts';

const shard = (path: string): Shard => ({
  path,
  name: path,
  format: 'image',
  compression: 'none',
  bytes: 1,
});
const spec = (fields: Partial<CorpusSpec>): CorpusSpec => ({ inputs: [], ...fields });
const image = { width: 1, height: 1, channels: 1, data: Uint8Array.of(7) } as const;

describe('the folder of a picture', () => {
  it.each([
    ['/set/cats/1.png', 'cats'],
    ['cats/1.png', 'cats'],
    ['a/b c/é/1.png', 'é'],
    ['/__proto__/1.png', '__proto__'],
    ['/1.png', ''],
    ['./1.png', '.'],
    ['1.png', '.'],
  ])('of %s is %j', (path, name) => {
    expect(folderOf(shard(path))).toBe(name);
  });
});

describe('requireFields', () => {
  const known = ['folder', 'label'];

  it('is content with the fields that pictures have, and with none', () => {
    expect(() => requireFields(shard('a'), spec({}), known)).not.toThrow();
    expect(() =>
      requireFields(shard('a'), spec({ categoryField: 'label', groupField: 'folder' }), known),
    ).not.toThrow();
  });

  it.each(['idField', 'groupField', 'categoryField'] as const)(
    'names what %s asks for, and what there is',
    (asked) => {
      expect(() => requireFields(shard('a.idx'), spec({ [asked]: 'toString' }), known)).toThrow(
        expect.objectContaining({
          code: 'E_FIELD',
          where: 'a.idx',
          message: 'a.idx: no field "toString" in a picture',
          hint: expect.stringMatching(/^Pictures have folder and label\./),
        }),
      );
    },
  );

  it('takes an empty name for a field that is not there, not for none', () => {
    expect(() => requireFields(shard('a'), spec({ groupField: '' }), known)).toThrow(/no field ""/);
  });
});

describe('pictureExample', () => {
  const field = (name: string) => `value of ${name}`;

  it('is a group of its own, without a category and without text, where nothing was asked for', () => {
    expect(pictureExample('a#1', image, spec({}), field)).toEqual({
      id: 'a#1',
      group: 'a#1',
      text: '',
      image,
    });
  });

  it('asks for the fields that were named and no others', () => {
    const asked: string[] = [];
    const listen = (name: string) => {
      asked.push(name);
      return field(name);
    };
    expect(pictureExample('a', image, spec({ categoryField: 'label' }), listen)).toMatchObject({
      group: 'a',
      category: 'value of label',
    });
    expect(asked).toEqual(['label']);
    expect(pictureExample('a', image, spec({ groupField: 'folder' }), listen)).not.toHaveProperty('category');
    expect(asked).toEqual(['label', 'folder']);
  });
});
