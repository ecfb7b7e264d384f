import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { requireSideFiles, withRowFiles } from './row-files.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const row = (n: number) => ({ file: 'a', row: n, reason: 'why' });

describe('withRowFiles', () => {
  it('writes each kind of rows to its file, and none where no file is named', async () => {
    const result = await withRowFiles(
      [at('q.jsonl'), undefined, at('c.jsonl')],
      async ([first, second, third]) => {
        first?.(row(1));
        expect(second).toBeUndefined();
        third?.(row(3));
        return 'done';
      },
    );
    expect(result).toBe('done');
    expect(readFileSync(at('q.jsonl'), 'utf8')).toContain('"row":1');
    expect(readFileSync(at('c.jsonl'), 'utf8')).toContain('"row":3');
  });

  it('writes nothing where the work fails', async () => {
    const work = withRowFiles([at('x.jsonl'), at('y.jsonl')], async ([first]) => {
      first?.(row(1));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(existsSync(at('x.jsonl')) || existsSync(at('y.jsonl'))).toBe(false);
  });
});

describe('requireSideFiles', () => {
  it('refuses a file that is read, written or given twice', async () => {
    const input = disk.write('in.jsonl', 'x');
    await requireSideFiles({ '--quarantine': at('q'), '--conflicts': undefined }, [input]);
    await expect(requireSideFiles({ '--quarantine': input }, [input])).rejects.toMatchObject({
      code: 'E_USAGE',
    });
    await expect(
      requireSideFiles({ '--quarantine': at('q'), '--conflicts': at('q') }, [input]),
    ).rejects.toMatchObject({ code: 'E_USAGE', where: '--conflicts' });
    await expect(requireSideFiles({ '--quarantine': at('no/q') }, [])).rejects.toMatchObject({
      code: 'E_WRITE',
    });
  });
});
