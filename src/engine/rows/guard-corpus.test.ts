import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, parquet, scratch } from '../../corpus/fixtures.test.support.ts';
import type { BadRow } from '../../corpus/source.ts';
import { guardCorpus } from './guard-corpus.ts';
import type { RowNote } from './row-kernel.ts';

const disk = scratch();
const SETTINGS = { require: ['origin'], allowUnknown: false } as const;
const row = (i: number, origin?: string) => ({
  id: `e${i}`,
  text: `text ${i}`,
  ...(origin === undefined ? {} : { provenance: { origin } }),
});

async function guarded(inputs: readonly string[], targetBytes?: number) {
  const notes: RowNote[] = [];
  const bad: BadRow[] = [];
  const found = await guardCorpus({ inputs }, SETTINGS, {
    workers: 0,
    nameOf: (path) => `here/${basename(path)}`,
    onNote: (note) => notes.push(note),
    onBadRow: (each) => bad.push(each),
    ...(targetBytes === undefined ? {} : { targetBytes }),
  });
  return { found, notes, bad };
}

describe('guardCorpus', () => {
  it('names the row in the file, however the file was cut', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => row(i, i === 123 || i === 391 ? undefined : 'human'));
    const path = disk.write('cut.jsonl', jsonl(rows));
    for (const targetBytes of [undefined, 1000]) {
      const { found, notes } = await guarded([path], targetBytes);
      expect(found).toEqual({ records: 400, refused: 2, malformed: 0 });
      expect(notes.map(({ file, row: at }) => `${file}:${at}`)).toEqual([
        'here/cut.jsonl:124',
        'here/cut.jsonl:392',
      ]);
    }
  });

  it('refuses rows of a table that says nothing', async () => {
    const columnData = [{ name: 'text', data: ['one', 'two'] }];
    const path = disk.write('t.parquet', parquet(columnData));
    expect((await guarded([path])).found).toEqual({ records: 2, refused: 2, malformed: 0 });
  });

  it('tells of rows that cannot be read, and of an origin outside the vocabulary', async () => {
    const path = disk.write('bad.jsonl', `${jsonl([row(1, 'human')])}{"text": \n${jsonl([row(2, 'robot')])}`);
    const { found, bad } = await guarded([path]);
    expect(found).toEqual({ records: 1, refused: 0, malformed: 2 });
    expect(bad.map(({ file, row: at }) => `${file}:${at}`)).toEqual(['here/bad.jsonl:2', 'here/bad.jsonl:3']);
  });

  it('refuses an empty file, as every command does', async () => {
    await expect(guarded([disk.write('empty.jsonl', '')])).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('says where a file is missing', async () => {
    await expect(guarded([`${disk.folder}/none.jsonl`])).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
