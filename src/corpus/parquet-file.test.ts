import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFiles, parquet, scratch } from './fixtures.test.support.ts';
import { ParquetFile } from './parquet-file.ts';

const files = scratch();
const column = (name: string, data: unknown[]) => ({ name, data, type: 'STRING' }) as const;

async function open(data: Uint8Array): Promise<ParquetFile> {
  return ParquetFile.open(files.write('a.parquet', data), 'a.parquet');
}

describe('ParquetFile', () => {
  it('tells its columns, their shape and its row groups', async () => {
    const file = await open(
      parquet(
        [column('text', ['a', 'b', 'c', 'd', 'e']), { name: 'n', data: [1, 2, 3, 4, 5], type: 'INT32' }],
        { rowGroupSize: 2 },
      ),
    );
    expect(file.columns).toEqual(['text', 'n']);
    expect(file.shape).toEqual({ text: '', n: 0 });
    expect(file.groups.map((group) => [group.rows, group.before])).toEqual([
      [2, 0],
      [2, 2],
      [1, 4],
    ]);
    expect(file.groups.every((group) => group.bytes > 0)).toBe(true);
    const rows: unknown[][] = [];
    for await (const part of file.rows(1, ['n', 'text'])) rows.push(...part);
    expect(rows).toEqual([
      [3, 'c'],
      [4, 'd'],
    ]);
    await file.close();
  });

  it('gives decimals with the digits that they are stored with', async () => {
    const decimal = {
      name: 'price',
      type: 'INT64',
      converted_type: 'DECIMAL',
      precision: 12,
      scale: 4,
      repetition_type: 'OPTIONAL',
    } as const;
    const file = await open(
      parquet(
        [
          { name: 'text', data: ['a', 'b'] },
          { name: 'price', data: [1234561234n, null] },
        ],
        {
          schema: [
            { name: 'root', num_children: 2 },
            { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
            decimal,
          ],
        },
      ),
    );
    const rows: unknown[][] = [];
    for await (const part of file.rows(0, ['price', 'text'], true)) rows.push(...part);
    expect(rows).toEqual([
      [123456.1234, 'a'],
      [null, 'b'],
    ]);
    await file.close();
  });

  it('reads a large row group in parts, each row once', async () => {
    const text = (i: number) => `${i} ${'x'.repeat(20_000)}`;
    const data = Array.from({ length: 8_000 }, (_, i) => text(i));
    const file = await open(parquet([column('text', data)], { rowGroupSize: 8_000 }));
    let parts = 0;
    let row = 0;
    for await (const part of file.rows(0, ['text'])) {
      parts++;
      for (const [value] of part) {
        if (value !== text(row++)) throw new Error(`row ${row} is another`);
      }
    }
    expect(row).toBe(8_000);
    expect(parts).toBeGreaterThan(2);
    await file.close();
  });

  it('refuses what is no Parquet file, or an encrypted one', async () => {
    await expect(open(Buffer.from('{"text":"a"}\n'))).rejects.toMatchObject({ code: 'E_FORMAT' });
    await expect(open(Buffer.from('PAR'))).rejects.toMatchObject({ code: 'E_FORMAT' });
    await expect(open(Buffer.from('PAR1 some data PARE'))).rejects.toMatchObject({
      code: 'E_FORMAT',
      message: expect.stringContaining('encrypted'),
    });
  });

  it('says that a file without its footer is cut', async () => {
    const whole = parquet([column('text', ['a', 'b'])]);
    for (const length of [4, 8, 20, whole.length - 1]) {
      await expect(open(whole.subarray(0, length))).rejects.toMatchObject({
        code: 'E_TRUNCATED',
        where: 'a.parquet',
        hint: expect.stringContaining('cut short'),
      });
    }
  });

  it('says that a footer that makes no sense is damage, and that one that points outside is a cut', async () => {
    const whole = parquet([column('text', ['a', 'b'])]);
    const wrongLength = Buffer.from(whole);
    wrongLength.writeUInt32LE(0x7fffffff, whole.length - 8);
    await expect(open(wrongLength)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
    const middleLost = Buffer.concat([
      whole.subarray(0, 4),
      whole.subarray(-(whole.readUInt32LE(whole.length - 8) + 8)),
    ]);
    const file = await open(middleLost);
    await expect(file.rows(0, ['text']).next()).rejects.toMatchObject({
      code: expect.stringMatching(/^E_(TRUN|UNREAD)/),
    });
    await file.close();
  });

  it.runIf(existsSync('/proc/self/fd'))('closes the file, be it refused', async () => {
    const good = await open(parquet([column('text', ['a'])]));
    expect(openFiles().some((path) => path.endsWith('a.parquet'))).toBe(true);
    await good.close();
    await expect(open(Buffer.from('PAR1 cut'))).rejects.toThrow();
    expect(openFiles().some((path) => path.endsWith('a.parquet'))).toBe(false);
  });
});
