import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import type { BadRow } from '../corpus/source.ts';
import { DEFAULT_SETTINGS, NAMED_BAD_ROWS } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import type { Engine, Progress } from './engine.ts';
import { profileCorpus } from './profile-corpus.ts';

const disk = scratch();

/** `count` lines; those whose number, from 1, `isBad` picks are no JSON. */
function lines(count: number, isBad: (line: number) => boolean): string {
  const rows = Array.from({ length: count }, (_, i) =>
    isBad(i + 1) ? `broken ${i + 1}\n` : jsonl([{ text: `row number ${i + 1}` }]),
  );
  return rows.join('');
}

describe('profileCorpus', () => {
  it('counts what the corpus holds', async () => {
    const a = disk.write('count/a.jsonl', jsonl([{ text: 'one two' }, { text: 'three' }]));
    const b = disk.write('count/b.csv', 'text\n"four five"\n');
    const profile = await profileCorpus({ inputs: [a, b] });
    expect(total(profile.tally.examples)).toBe(3);
    expect(total(profile.tally.tokens)).toBe(8);
  });

  it('names malformed rows by their line in the file, though it was cut into shards', async () => {
    const bad = [1, 7, 50, 51, 199, 200];
    const path = disk.write(
      'rows.jsonl',
      lines(200, (line) => bad.includes(line)),
    );
    for (const workers of [0, 2]) {
      const { trouble } = await profileCorpus({ inputs: [path] }, { targetBytes: 300, workers });
      expect(trouble.rows.map(({ row, raw }) => [row, raw])).toEqual(bad.map((n) => [n, `broken ${n}`]));
      expect(trouble.malformed).toBe(bad.length);
    }
  });

  it('counts all malformed rows and names the first, in order of file and line', async () => {
    const b = disk.write(
      'many/b.jsonl',
      lines(400, (line) => line % 2 === 0),
    );
    const a = disk.write(
      'many/a.jsonl',
      lines(400, (line) => line > 350),
    );
    const { trouble } = await profileCorpus({ inputs: [b, a] }, { targetBytes: 500 });
    expect(trouble.malformed).toBe(250);
    expect(trouble.rows).toHaveLength(NAMED_BAD_ROWS);
    expect(trouble.rows.slice(48, 52).map(({ file, row }) => `${file}:${row}`)).toEqual([
      'a.jsonl:399',
      'a.jsonl:400',
      'b.jsonl:2',
      'b.jsonl:4',
    ]);
  });

  it('tells of every malformed row on request, file by file in file order', async () => {
    const b = disk.write(
      'all/b.jsonl',
      lines(900, (line) => line % 3 !== 0),
    );
    const a = disk.write(
      'all/a.jsonl',
      lines(30, (line) => line === 30),
    );
    const met: BadRow[] = [];
    const onBadRow = (row: BadRow) => met.push(row);
    await profileCorpus({ inputs: [b, a] }, { targetBytes: 700, workers: 2, onBadRow });
    const expected = Array.from({ length: 900 }, (_, i) => i + 1).filter((line) => line % 3 !== 0);
    expect(met.map(({ row }) => row)).toEqual([...expected, 30]);
  });

  it('passes on what the listener throws', async () => {
    const path = disk.write(
      'listener.jsonl',
      lines(20, (line) => line === 5),
    );
    const onBadRow = () => {
      throw new RangeError('disk full');
    };
    await expect(profileCorpus({ inputs: [path] }, { onBadRow })).rejects.toThrow(
      new RangeError('disk full'),
    );
  });

  it.each([0, 1, 2, 3])('stops, when strict, at the first malformed row (%i workers)', async (workers) => {
    const path = disk.write(
      'strict.jsonl',
      lines(3000, (line) => line === 1234 || line > 1500),
    );
    const run = profileCorpus({ inputs: [path] }, { strict: true, targetBytes: 2000, workers });
    await expect(run).rejects.toMatchObject({
      code: 'E_ROW',
      where: 'strict.jsonl:1234',
      message: 'strict.jsonl:1234: the row is no valid JSON',
    });
  });

  it('finds nothing wrong, when strict, with a file in order', async () => {
    const path = disk.write(
      'fine.jsonl',
      lines(10, () => false),
    );
    expect(total((await profileCorpus({ inputs: [path] }, { strict: true })).tally.examples)).toBe(10);
  });

  it('keeps neither texts nor raw rows where none are wanted', async () => {
    const path = disk.write(
      'private.jsonl',
      lines(10, (line) => line === 3),
    );
    const settings = { ...DEFAULT_SETTINGS, texts: false };
    const { trouble, sample } = await profileCorpus({ inputs: [path] }, { settings });
    expect(trouble.rows).toEqual([{ file: 'private.jsonl', row: 3, reason: 'the row is no valid JSON' }]);
    expect(sample.examples.map(({ text }) => text)).toEqual(Array.from({ length: 9 }, () => undefined));
  });

  it('says that there is no example, and why', async () => {
    const blank = disk.write('blank.jsonl', '\n \n');
    await expect(profileCorpus({ inputs: [blank] })).rejects.toMatchObject({ code: 'E_EMPTY', where: blank });
    const alien = disk.write('alien.jsonl', '{"text":"x","provenance":{"origin":"alien"}}\n');
    await expect(profileCorpus({ inputs: [alien] })).rejects.toMatchObject({
      code: 'E_EMPTY',
      where: 'alien.jsonl:1',
      hint: expect.stringContaining('alien'),
    });
    const array = disk.write('array.jsonl', '[{"text":"x"},{"text":"y"}]\n');
    await expect(profileCorpus({ inputs: [array] })).rejects.toMatchObject({
      hint: expect.stringContaining('read with --format json.'),
    });
  });

  it('gives no profile of a file that was cut short', async () => {
    const path = disk.write('cut.jsonl.gz', gzipSync(lines(5000, () => false)).subarray(0, -20));
    await expect(profileCorpus({ inputs: [path] })).rejects.toMatchObject({ code: 'E_TRUNCATED' });
  });

  it('tells how far it is, up to the last byte and example', async () => {
    const path = disk.write(
      'progress.jsonl',
      lines(3000, () => false),
    );
    const told: Progress[] = [];
    await profileCorpus(
      { inputs: [path] },
      { onProgress: (p) => told.push(p), targetBytes: 20_000, workers: 2 },
    );
    const last = told[told.length - 1];
    expect(last).toMatchObject({ examples: 3000, file: 'progress.jsonl' });
    expect(last.bytes).toBe(last.totalBytes);
    expect(told.every((p, i) => i === 0 || p.bytes >= told[i - 1].bytes)).toBe(true);
  });

  it('takes it for a defect when an engine gives no part', async () => {
    const path = disk.write(
      'defect.jsonl',
      lines(3, () => false),
    );
    const engine: Engine = { name: 'idle', run: async function* () {} };
    await expect(profileCorpus({ inputs: [path] }, { engine })).rejects.toMatchObject({ code: 'E_INTERNAL' });
  });
});
