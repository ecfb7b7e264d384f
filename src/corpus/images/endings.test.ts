import { describe, expect, it } from 'vitest';
import { formatOf, isCorpusFile } from '../endings.ts';
import { pictureFormatOf } from './endings.ts';

describe('pictureFormatOf', () => {
  it('takes pictures for such, those that are not decoded too, whatever the case', () => {
    for (const name of [
      'a.png',
      'A.JPG',
      'b.jpeg',
      'c.jfif',
      'd.webp',
      'e.gif',
      'f.bmp',
      'g.TIFF',
      'h.avif',
      'i.heic',
    ])
      expect(pictureFormatOf(name)).toBe('image');
  });

  it('knows stacks by the names that they have', () => {
    for (const name of [
      'train-images-idx3-ubyte',
      't10k-images.idx3-ubyte.gz',
      'x.idx',
      'rgb-idx4-ubyte.zst',
    ])
      expect(pictureFormatOf(name)).toBe('idx');
    for (const name of ['x.npy', 'x.npy.gz']) expect(pictureFormatOf(name)).toBe('npy');
  });

  it('passes over labels and all else', () => {
    for (const name of [
      't10k-labels-idx1-ubyte.gz',
      'labels.npy',
      'train_label.npy',
      'a.png.gz',
      'png',
      'notes.txt',
      'metadata.jsonl',
    ])
      expect(pictureFormatOf(name)).toBeUndefined();
    expect(pictureFormatOf('labelled.npy')).toBe('npy');
  });
});

describe('a folder', () => {
  it('gives pictures where they were asked for, and text where not', () => {
    const asked = (name: string) => isCorpusFile(name, undefined, 'image');
    expect(['a.png', 'x.idx', 'a.jsonl', 'a.md'].map(asked)).toEqual([true, true, false, false]);
    expect(['a.png', 'x.idx', 'a.jsonl', 'a.md'].map((name) => isCorpusFile(name, undefined))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('gives only files of the format that was asked for', () => {
    expect(isCorpusFile('a.png', 'image', 'image')).toBe(true);
    expect(isCorpusFile('a.png', 'idx', 'image')).toBe(false);
    expect(isCorpusFile('a.jsonl', 'jsonl', 'image')).toBe(true);
  });
});

describe('a table of pictures', () => {
  it('is known by its ending where it is named itself', () => {
    expect(formatOf('metadata.jsonl', 'image')).toBe('jsonl');
    expect(formatOf('images.parquet', 'image')).toBe('parquet');
    expect(formatOf('a.png')).toBeUndefined();
  });
});
