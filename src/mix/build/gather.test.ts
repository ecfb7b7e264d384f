import { mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink } from '../../corpus/block-sink.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { seededKey } from '../../engine/rows/seeded-key.ts';
import { type Deal, dealPieces } from './deal.ts';
import { gatherInOrder, gatherSorted } from './gather.ts';
import { dataFile, pieceFolder } from './layout.ts';
import { piecesOf } from './pieces.ts';

const disk = scratch();
let folders = 0;

class Heard implements BlockSink {
  readonly encoding = { kind: 'jsonl' } as const;
  readonly blocks: EncodedBlock[] = [];

  async write(block: EncodedBlock): Promise<void> {
    this.blocks.push({ bytes: block.bytes.slice(), ends: block.ends.slice() });
  }

  /** Records as their ends cut them. */
  get records(): string[] {
    return this.blocks.flatMap(({ bytes, ends }) =>
      [...ends].map((end, i) => new TextDecoder().decode(bytes.subarray(i === 0 ? 0 : ends[i - 1], end))),
    );
  }

  async stage(): Promise<void> {}
  async commit() {
    return { files: [], records: 0 };
  }
  async abort(): Promise<void> {}
}

/** A row of an id, and of a text where one stands behind a colon. */
const line = (row: string) => {
  const [id, text = 't'] = row.split(':');
  return `{"id":"${id}","text":"${text}"}\n`;
};

async function dealt(
  files: readonly (readonly string[])[],
  codes: Uint8Array,
  more: Partial<Deal['settings']> = {},
) {
  const root = `deal-${folders++}`;
  const inputs = files.map((ids, f) => disk.write(`${root}/in/${f}.jsonl`, ids.map(line).join('')));
  const spec = { inputs };
  const shards = await planShards(spec);
  const counts = files.map((ids) => ids.length);
  const firsts = counts.map((_, f) => counts.slice(0, f).reduce((sum, n) => sum + n, 0));
  const settings = { codes, firsts, buckets: 3, seed: 'order', ...more };
  const deal: Deal = { spec, shards, counts, settings };
  const folder = join(disk.folder, root, 'build');
  mkdirSync(folder, { recursive: true });
  const pieces = piecesOf(shards, 1);
  const run = async () => {
    for (const piece of pieces) await dealPieces(folder, [piece], deal, { workers: 0 });
  };
  return { folder, deal, pieces: pieces.length, run };
}

const FILES = [
  ['a', 'b', 'c', 'd'],
  ['e', 'f'],
  ['g', 'h', 'i', 'j', 'k'],
];
const IDS = FILES.flat();

describe('dealPieces and gatherSorted', () => {
  it('give the records that enter, once each, in the order of their keys', async () => {
    const codes = Uint8Array.from(IDS, (_, i) => (i % 4 === 1 ? 10 : 0));
    const { folder, pieces, run } = await dealt(FILES, codes);
    await run();
    const sink = new Heard();
    for (let bucket = 0; bucket < 3; bucket++) await gatherSorted(folder, pieces, bucket, sink);
    const expected = IDS.filter((_, i) => codes[i] === 0)
      .sort((a, b) => seededKey('order', a) - seededKey('order', b))
      .map(line);
    expect(sink.records).toEqual(expected);
  });

  it('give the same order whatever the number of buckets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (buckets) => {
        const { folder, pieces, run } = await dealt(FILES, new Uint8Array(IDS.length), { buckets });
        await run();
        const sink = new Heard();
        for (let bucket = 0; bucket < buckets; bucket++) await gatherSorted(folder, pieces, bucket, sink);
        const sorted = [...IDS].sort((a, b) => seededKey('order', a) - seededKey('order', b));
        expect(sink.records).toEqual(sorted.map(line));
      }),
      { numRuns: 4 },
    );
  });

  it('leave rows of one id in the order of the input', async () => {
    const root = await dealt(
      [
        ['x:1', 'y:1', 'x:2'],
        ['y:2', 'x:3'],
      ],
      new Uint8Array(5),
    );
    await root.run();
    const sink = new Heard();
    for (let bucket = 0; bucket < 3; bucket++) await gatherSorted(root.folder, root.pieces, bucket, sink);
    const first = seededKey('order', 'x') < seededKey('order', 'y') ? 'x' : 'y';
    const rows = ['x:1', 'x:2', 'x:3', 'y:1', 'y:2'].map(line);
    expect(sink.records).toEqual(first === 'x' ? rows : [...rows.slice(3), ...rows.slice(0, 3)]);
  });
});

describe('gatherInOrder', () => {
  it('gives what does not enter in the order of the input, with the rule', async () => {
    const codes = Uint8Array.from(IDS, (_, i) => (i % 2 === 0 ? 2 : 0));
    const { folder, pieces, run } = await dealt(FILES, codes, { names: ['chosen', 'x', 'rejected'] });
    await run();
    const sink = new Heard();
    await gatherInOrder(folder, pieces, 3, sink);
    const rows = sink.records.map(
      (record) => JSON.parse(record) as { id: string; rejected: { rule: string }[] },
    );
    expect(rows.map(({ id }) => id)).toEqual(IDS.filter((_, i) => i % 2 === 0));
    for (const { rejected } of rows) expect(rejected).toEqual([{ rule: 'rejected' }]);
  });

  it('gives nothing where all enter', async () => {
    const { folder, pieces, run } = await dealt(FILES, new Uint8Array(IDS.length), { names: ['chosen'] });
    await run();
    const sink = new Heard();
    await gatherInOrder(folder, pieces, 3, sink);
    expect(sink.blocks).toEqual([]);
  });
});

describe('a piece', () => {
  it('appears whole: a draft that was left is done anew', async () => {
    const { folder, pieces, run } = await dealt(FILES, new Uint8Array(IDS.length));
    mkdirSync(`${pieceFolder(folder, 0)}.part/index.json`, { recursive: true });
    await run();
    expect(readdirSync(folder).sort()).toEqual([0, 1, 2].map((index) => pieceFolder('', index)));
    const sink = new Heard();
    for (let bucket = 0; bucket < 3; bucket++) await gatherSorted(folder, pieces, bucket, sink);
    expect(sink.records).toHaveLength(IDS.length);
  });

  it('is refused where a shard holds another number of records than when it was looked at', async () => {
    const { deal, folder } = await dealt(FILES, new Uint8Array(IDS.length));
    const wrong: Deal = { ...deal, counts: [4, 3, 5] };
    const attempt = dealPieces(folder, [{ index: 1, from: 1, to: 2 }], wrong, { workers: 0 });
    await expect(attempt).rejects.toMatchObject({ code: 'E_FORMAT', where: '1.jsonl' });
    expect(readdirSync(folder)).not.toContain(pieceFolder('', 1));
  });

  it('is refused where its data is shorter than its index says', async () => {
    const { folder, pieces, run } = await dealt(FILES, new Uint8Array(IDS.length));
    await run();
    truncateSync(dataFile(pieceFolder(folder, 2)), 10);
    const reading = async () => {
      for (let bucket = 0; bucket < 3; bucket++) await gatherSorted(folder, pieces, bucket, new Heard());
    };
    await expect(reading()).rejects.toMatchObject({ code: 'E_INTERNAL' });
  });

  it('may hold nothing at all', async () => {
    const { folder, pieces, run } = await dealt([['a'], ['b']], Uint8Array.of(1, 1));
    await run();
    const sink = new Heard();
    for (let bucket = 0; bucket < 3; bucket++) await gatherSorted(folder, pieces, bucket, sink);
    expect(sink.records).toEqual([]);
  });
});
