import { describe, expect, it } from 'vitest';
import { ColumnShape } from './column-shape.ts';
import type { Example } from './example.ts';
import { jsonl, scratch } from './fixtures.test.support.ts';
import { parquetRows } from './parquet-table.ts';
import { planShards } from './plan.ts';
import { readShard } from './read.ts';
import type { BadRow, CorpusSpec } from './source.ts';

const disk = scratch();

async function read(name: string, text: string | Buffer, more: Partial<CorpusSpec>, targetBytes?: number) {
  const spec = { inputs: [disk.write(name, text)], ...more };
  const examples: Example[] = [];
  const bad: BadRow[] = [];
  for (const shard of await planShards(spec, targetBytes === undefined ? {} : { targetBytes })) {
    const events = { badRow: (row: BadRow) => bad.push(row), progress: () => {} };
    for await (const batch of readShard(shard, spec, events)) examples.push(...batch);
  }
  return { examples, bad };
}

const rows = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: `r${i}`, text: `text ${i}`, meta: { v: [i, 1] } }));

describe('a field of vectors', () => {
  it('stands beside the text', async () => {
    const { examples } = await read('beside.jsonl', jsonl(rows(3)), { vectorField: 'meta.v' });
    expect(examples[2]).toMatchObject({ id: 'r2', text: 'text 2', vector: Float32Array.of(2, 1) });
  });

  it('stands alone, where the content is vectors: no text is looked for', async () => {
    const alone = rows(3).map(({ text: _, ...rest }) => rest);
    const { examples } = await read('alone.jsonl', jsonl(alone), {
      vectorField: 'meta.v',
      modality: 'vectors',
    });
    expect(examples.map(({ text, vector }) => [text, vector![0]])).toEqual([
      ['', 0],
      ['', 1],
      ['', 2],
    ]);
  });

  it('is read from a cell of a table', async () => {
    const { examples, bad } = await read('t.csv', 'id,text,v\na,one,"[1, 2]"\nb,two,none\n', {
      vectorField: 'v',
    });
    expect(examples[0].vector).toEqual(Float32Array.of(1, 2));
    expect(bad.map(({ reason }) => reason)).toEqual(['field "v" is a string, not a list of numbers']);
  });

  it('is read from a column of lists of Parquet, whatever the type of its numbers', async () => {
    const lists = [
      [1.5, -2],
      [0.25, 4],
    ];
    for (const of of [
      (list: number[]) => list,
      (list: number[]) => list.map((x) => BigInt(Math.round(4 * x))),
    ]) {
      const shape = { id: new ColumnShape(), v: new ColumnShape() };
      const table = lists.map((list, i) => ({ id: `p${i}`, v: of(list) }));
      for (const row of table) {
        shape.id.observe(row.id);
        shape.v.observe(row.v);
      }
      const rows = (async function* () {
        yield* table;
      })();
      const pieces: Uint8Array[] = [];
      for await (const piece of parquetRows(rows, new Map(Object.entries(shape)), [])) pieces.push(piece);
      const spec = { vectorField: 'v', modality: 'vectors' as const };
      const { examples, bad } = await read('lists.parquet', Buffer.concat(pieces), spec);
      expect(bad).toEqual([]);
      expect(examples.map(({ vector }) => [...vector!])).toEqual(lists.map((list) => of(list).map(Number)));
    }
  });

  it('makes rows malformed that have none, that are ragged or that are not finite', async () => {
    const lines = [
      ...rows(2),
      { id: 'short', text: 'x', meta: { v: [1] } },
      { id: 'none', text: 'x' },
      { id: 'word', text: 'x', meta: { v: ['1', '2'] } },
      { id: 'huge', text: 'x', meta: { v: [1e300, 0] } },
      { id: 'empty', text: 'x', meta: { v: [] } },
    ];
    const { examples, bad } = await read('ragged.jsonl', jsonl(lines), { vectorField: 'meta.v' });
    expect(examples.map(({ id }) => id)).toEqual(['r0', 'r1']);
    expect(bad.map(({ reason }) => reason)).toEqual([
      'field "meta.v" has 1 numbers, the first of the file 2',
      'field "meta.v" is missing, not a list of numbers',
      'field "meta.v" is an array of strings, not a list of numbers',
      'field "meta.v" holds an infinite number in place 1',
      'field "meta.v" has no numbers',
    ]);
  });

  it('has the length of the first of the file, in every shard of it', async () => {
    const lines = [...rows(40), ...rows(40).map((row) => ({ ...row, meta: { v: [1, 2, 3] } }))];
    const { examples, bad } = await read('shards.jsonl', jsonl(lines), { vectorField: 'meta.v' }, 500);
    expect([examples.length, bad.length]).toEqual([40, 40]);
  });

  it('that no row has is E_FIELD', async () => {
    const reading = read('without.jsonl', jsonl([{ text: 'a' }]), { vectorField: 'embedding' });
    await expect(reading).rejects.toMatchObject({ code: 'E_FIELD' });
  });
});
