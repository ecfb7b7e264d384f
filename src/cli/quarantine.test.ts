import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import type { BadRow } from '../corpus/source.ts';
import { withQuarantine } from './quarantine.ts';

const disk = scratch();
const row = (n: number): BadRow => ({ file: 'a.jsonl', row: n, reason: 'no JSON', raw: `raw ${n}` });
const inFolder = (name: string) => join(disk.folder, name);
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BadRow);

describe('withQuarantine', () => {
  it('writes every row, and gives what the work gives', async () => {
    const path = inFolder('q.jsonl');
    const result = await withQuarantine(path, async (onBadRow) => {
      for (let n = 1; n <= 5000; n++) {
        onBadRow?.(row(n));
        if (n % 1000 === 0) await new Promise(setImmediate);
      }
      return 'done';
    });
    expect(result).toBe('done');
    expect(linesOf(path)).toEqual(Array.from({ length: 5000 }, (_, i) => row(i + 1)));
  });

  it('only does the work where no file is named', async () => {
    expect(await withQuarantine(undefined, async (onBadRow) => onBadRow)).toBeUndefined();
  });

  it('writes an empty file over an old one where nothing was wrong', async () => {
    const path = disk.write('old.jsonl', 'rows of last week\n');
    await withQuarantine(path, async () => {});
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('leaves no file where the work failed, nor a part of one', async () => {
    const path = inFolder('never.jsonl');
    const work = withQuarantine(path, async (onBadRow) => {
      onBadRow?.(row(1));
      throw new OutcrossError('E_TRUNCATED', 'cut');
    });
    await expect(work).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(disk.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps the rows of a corpus that holds no other', async () => {
    const path = inFolder('all-bad.jsonl');
    const work = withQuarantine(path, async (onBadRow) => {
      onBadRow?.(row(1));
      throw new OutcrossError('E_EMPTY', 'no example');
    });
    await expect(work).rejects.toMatchObject({ code: 'E_EMPTY' });
    expect(linesOf(path)).toEqual([row(1)]);
  });

  it('stops the work where the file cannot be written', async () => {
    // Work without an end: only being stopped ends it.
    const work = withQuarantine(inFolder('missing/q.jsonl'), async (onBadRow) => {
      for (let met = 0; ; met++) {
        await new Promise(setImmediate);
        onBadRow?.(row(met));
      }
    });
    await expect(work).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('says so, too, where the work met no row', async () => {
    const work = withQuarantine(inFolder('missing/q.jsonl'), async () => {});
    await expect(work).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
