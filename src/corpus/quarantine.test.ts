import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from './fixtures.test.support.ts';
import { writeQuarantine } from './quarantine.ts';

const files = scratch();

describe('writeQuarantine', () => {
  const rows = [
    { file: 'a.jsonl', row: 3, reason: 'field "text" is null', raw: '{"text":\nnull}' },
    { file: 'b.csv', row: 17, reason: 'wrong width' },
  ];

  it('writes an object a line, from an array or a stream', async () => {
    async function* stream() {
      yield* rows;
    }
    for (const source of [rows, stream()]) {
      const path = join(files.folder, 'bad.jsonl');
      await writeQuarantine(path, source);
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
    }
    expect(readdirSync(files.folder)).toEqual(['bad.jsonl']);
  });

  it('writes an empty file of no rows, and keeps the old one when the stream fails', async () => {
    const path = files.write('sub/bad.jsonl', 'old\n');
    async function* failing() {
      yield rows[0];
      throw new Error('reading stopped');
    }
    await expect(writeQuarantine(path, failing())).rejects.toThrow('reading stopped');
    expect(readFileSync(path, 'utf8')).toBe('old\n');
    await writeQuarantine(path, []);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('says why it cannot write', async () => {
    await expect(writeQuarantine(join(files.folder, 'none', 'bad.jsonl'), rows)).rejects.toMatchObject({
      code: 'E_WRITE',
    });
  });
});
