import { describe, expect, it } from 'vitest';
import { jsonl, parquet, scratch } from '../../corpus/fixtures.test.support.ts';
import type { TreePart } from '../../proof/tree-file/layout.ts';
import { findRow } from './find-row.ts';
import { leafCorpus } from './leaf-corpus.ts';

const disk = scratch();
const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `e${i}`, text: `text ${i}: é` }));

/** Every leaf of a file with the piece that it was read from, as a stored tree would remember it. */
async function places(path: string, targetBytes: number) {
  const found: { row: number; index: number }[] = [];
  const spec = { inputs: [path] };
  const visitor = { leaf: ({ row }: { row: number }) => void found.push({ row, index: found.length }) };
  const { parts } = await leafCorpus(spec, visitor, { workers: 0, targetBytes });
  return found.map(({ row, index }) => ({
    row,
    index,
    part: parts.findLast(({ first }) => first <= index) as TreePart,
  }));
}

describe('findRow', () => {
  it('finds every row again, whatever the cut into pieces', async () => {
    const path = disk.write('plain.jsonl', jsonl(rows(120)));
    for (const targetBytes of [100, 333, 1 << 20]) {
      for (const { row, part, index } of await places(path, targetBytes)) {
        const record = await findRow(path, { inputs: [path] }, part, row);
        expect(record?.example.id).toBe(`e${index}`);
      }
    }
  });

  it('counts empty and malformed lines as rows, as a reader does', async () => {
    const [a, b, c] = rows(3).map((row) => JSON.stringify(row));
    const path = disk.write('gaps.jsonl', `\n${a}\n\nnot json\n${b}\r\n   \n${c}`);
    const found = await places(path, 1 << 20);
    expect(found.map(({ row }) => row)).toEqual([2, 5, 7]);
    for (const { row, part, index } of found) {
      expect((await findRow(path, { inputs: [path] }, part, row))?.example.id).toBe(`e${index}`);
    }
  });

  it('gives nothing for a row beyond the end, or one that is none', async () => {
    const path = disk.write('short.jsonl', `${jsonl(rows(2))}not json\n`);
    const [{ part }] = await places(path, 1 << 20);
    expect(await findRow(path, { inputs: [path] }, part, 9)).toBeUndefined();
    expect(await findRow(path, { inputs: [path] }, part, 3)).toBeUndefined();
  });

  it('finds rows of a table, of an array, and of lines that start with a byte order mark', async () => {
    const files = [
      disk.write(
        'table.parquet',
        parquet([
          { name: 'id', data: ['e0', 'e1', 'e2'] },
          { name: 'text', data: ['a', 'b', 'c'] },
        ]),
      ),
      disk.write('table.csv', 'id,text\ne0,"a\nb"\ne1,b\ne2,c\n'),
      disk.write('array.json', JSON.stringify(rows(3))),
      disk.write('bom.jsonl', `\ufeff${jsonl(rows(3))}`),
    ];
    for (const path of files) {
      for (const { row, part, index } of await places(path, 1 << 20)) {
        const record = await findRow(path, { inputs: [path] }, part, row);
        expect(record?.example.id).toBe(`e${index}`);
      }
    }
  });
});
