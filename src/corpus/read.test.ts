import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  jsonl,
  openFiles,
  parquet,
  readInputs,
  readShards,
  scratch,
  texts,
  zstdFrame,
} from './fixtures.test.support.ts';
import { planShards } from './plan.ts';
import { readShard } from './read.ts';
import type { Format } from './source.ts';

const files = scratch();

/** Rows that every format can hold: a line each, none blank. */
const ROWS = [
  'plain words',
  'commas, "quotes", and \'others\'',
  'tabs\tand back\\slashes \\n',
  'naïve café — 漢字 \u{1F600}',
  ' leading and trailing ',
  'null',
  '42',
  '{"text":"json in text"}',
  'NUL \0 and \u2028 separators',
  'long '.repeat(300_000),
];

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Formats that hold text. */
type TextFormat = Exclude<Format, 'npy' | 'image' | 'idx'>;

/** The same rows, written as each format has them. */
const WRITTEN: Readonly<Record<TextFormat, readonly [ending: string, data: readonly Buffer[]]>> = {
  jsonl: ['.jsonl', [Buffer.from(jsonl(ROWS.map((text) => ({ text }))))]],
  json: [
    '.json',
    [
      Buffer.from(
        JSON.stringify(
          ROWS.map((text) => ({ text })),
          null,
          2,
        ),
      ),
    ],
  ],
  parquet: ['.parquet', [parquet([{ name: 'text', data: ROWS, type: 'STRING' }], { rowGroupSize: 3 })]],
  csv: ['.csv', [Buffer.from(`n,text\n${ROWS.map((text, i) => `${i},${quoted(text)}\n`).join('')}`)]],
  tsv: ['.tsv', [Buffer.from(`text\tn\r\n${ROWS.map((text, i) => `${quoted(text)}\t${i}\r\n`).join('')}`)]],
  text: ['.txt', [Buffer.from(`${ROWS.join('\n')}\n`)]],
  document: ['.md', ROWS.map((text) => Buffer.from(text))],
};

function write(
  format: TextFormat,
  folder: string,
  pack: (data: Buffer) => Uint8Array,
  suffix: string,
): string[] {
  const [ending, data] = WRITTEN[format];
  return data.map((part, i) => files.write(`${folder}/${format}/${i}${ending}${suffix}`, pack(part)));
}

describe('readShard', () => {
  afterEach(() => vi.restoreAllMocks());

  describe.each(Object.keys(WRITTEN) as TextFormat[])('of %s', (format) => {
    it('gives the texts of the contract', async () => {
      const reading = await readInputs(write(format, 'plain', (data) => data, ''));
      expect(reading.error).toBeUndefined();
      expect(texts(reading)).toEqual(ROWS);
      expect(reading.rows).toBe(ROWS.length);
      expect(new Set(reading.examples.map((example) => example.id)).size).toBe(ROWS.length);
      expect(reading.bad).toEqual([]);
      expect(reading.lossy).toEqual([]);
    });

    it('gives them whatever the size of the shards', async () => {
      const paths = write(format, 'plain', (data) => data, '');
      const whole = await readInputs(paths);
      expect((await readInputs(paths, {}, 1000)).examples).toEqual(whole.examples);
    });

    it('reports as progress what is stored', async () => {
      const shards = await planShards({ inputs: write(format, 'plain', (data) => data, '') });
      const reading = await readShards(shards);
      expect(reading.progress).toBe(shards.reduce((sum, shard) => sum + shard.bytes, 0));
    });

    // A Parquet file compresses its own pages, and is read from both ends.
    if (format === 'parquet') return;

    it('gives them compressed, and from standard input', async () => {
      const plain = await readInputs(write(format, 'plain', (data) => data, ''));
      for (const [suffix, pack] of [
        ['.gz', gzipSync],
        ['.zst', zstdFrame],
      ] as const) {
        const reading = await readInputs(write(format, 'packed', pack, suffix));
        expect(texts(reading)).toEqual(texts(plain));
      }
      const [, [data]] = WRITTEN[format];
      const stdin = Readable.from([gzipSync(data)]) as unknown as typeof process.stdin;
      vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin);
      const reading = await readInputs(['-'], { format });
      expect(texts(reading)).toEqual(format === 'document' ? ROWS.slice(0, 1) : ROWS);
    });
  });

  describe.runIf(existsSync('/proc/self/fd'))('left early', () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `${i} ${'x'.repeat(1000)}`);
    const large: Readonly<Record<string, Uint8Array>> = {
      'a.jsonl': Buffer.from(jsonl(rows.map((text) => ({ text })))),
      'a.json': Buffer.from(JSON.stringify(rows.map((text) => ({ text })))),
      'a.csv': Buffer.from(`text,n\n${rows.map((text) => `${text},1\n`).join('')}`),
      'a.txt': Buffer.from(rows.join('\n')),
      'a.parquet': parquet([{ name: 'text', data: rows, type: 'STRING' }], { rowGroupSize: 1000 }),
    };

    it.each(Object.keys(large))('closes %s, be it compressed', async (name) => {
      for (const pack of name === 'a.parquet' ? [Buffer.from] : [Buffer.from, gzipSync, zstdFrame]) {
        const path = files.write(`early/${name}`, pack(large[name]));
        const [shard] = await planShards({ inputs: [path] });
        const batches = readShard(shard, { inputs: [path] }, { badRow: () => {}, progress: () => {} });
        await batches.next();
        if (pack !== gzipSync) expect(openFiles()).toContain(path);
        await batches.return({ rows: 0 });
        expect(openFiles()).not.toContain(path);
      }
    });
  });

  it('reads the same conversations from every format that has lists', async () => {
    const rows = [
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: [{ type: 'text', text: 'b' }] },
        ],
      },
      { messages: [{ role: 'user', content: 'c' }] },
    ];
    const shares = [
      {
        conversations: [
          { from: 'human', value: 'a' },
          { from: 'gpt', value: 'b' },
        ],
      },
      { conversations: [{ from: 'human', value: 'c' }] },
    ];
    const paths = [
      files.write('chat/a.jsonl', jsonl(rows)),
      files.write('chat/b.json', JSON.stringify(rows)),
      files.write('chat/c.jsonl', jsonl(shares)),
    ];
    for (const path of paths)
      expect(texts(await readInputs([path], { reader: 'chat' }))).toEqual(['a\n\nb', 'c']);
  });

  it('hands over the examples before a cut of a compressed file, then names the file', async () => {
    const data = jsonl(
      Array.from({ length: 5000 }, (_, i) => ({ text: `row ${i} ${Math.imul(i, 2654435761)}` })),
    );
    for (const [name, whole] of [
      ['cut.jsonl.gz', gzipSync(data)],
      ['cut.jsonl.zst', zstdFrame(Buffer.from(data), 5000)],
    ] as const) {
      const reading = await readInputs([files.write(name, whole.subarray(0, whole.length * 0.7))]);
      expect(reading.examples.length).toBeGreaterThan(2500);
      expect(reading.examples.length).toBeLessThan(4500);
      expect(reading.error).toMatchObject({
        code: 'E_TRUNCATED',
        where: name,
        hint: expect.stringContaining('download'),
      });
    }
  });

  it('says that a file was removed since it was planned', async () => {
    const gone = {
      path: `${files.folder}/gone.jsonl`,
      name: 'gone.jsonl',
      format: 'jsonl',
      compression: 'none',
      bytes: 9,
    } as const;
    expect((await readShards([gone])).error).toMatchObject({ code: 'E_NOT_FOUND', where: 'gone.jsonl' });
  });
});
