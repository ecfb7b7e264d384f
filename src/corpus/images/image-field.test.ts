import { describe, expect, it } from 'vitest';
import { IMAGE_FIELDS, imageFieldOf } from './image-field.ts';

describe('imageFieldOf', () => {
  it.each(IMAGE_FIELDS)('finds a picture in the field %s', (field) => {
    expect(imageFieldOf({ id: 1, text: 'a', [field]: 'a.png' }, {})).toBe(field);
  });

  it('takes the first in its order, whatever order the row has', () => {
    const row = Object.fromEntries([...IMAGE_FIELDS].reverse().map((field) => [field, 'a.png']));
    for (const field of IMAGE_FIELDS) {
      expect(imageFieldOf(row, {})).toBe(field);
      delete row[field];
    }
  });

  it('passes over fields that are null, and not over those that are empty: these are mistakes to be told', () => {
    expect(imageFieldOf({ image: null, path: 'a.png' }, {})).toBe('path');
    expect(imageFieldOf({ image: undefined, file: 'a.png' }, {})).toBe('file');
    expect(imageFieldOf({ image: '', file: 'a.png' }, {})).toBe('image');
    expect(imageFieldOf({ image: 0, file: 'a.png' }, {})).toBe('image');
  });

  it('obeys the field that was named, though the row lacks it and has another', () => {
    expect(imageFieldOf({ image: 'a.png' }, { imageField: 'photo' })).toBe('photo');
    expect(imageFieldOf({ image: 'a.png' }, { imageField: '__proto__' })).toBe('__proto__');
  });

  it('names the first where there is none, for the message', () => {
    expect(imageFieldOf({}, {})).toBe('image');
    expect(imageFieldOf({ Image: 'a.png', PATH: 'b' }, {})).toBe('image');
  });
});
