import { mkdirSync, renameSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { seen } from './candidate.ts';

const disk = scratch();
const look = (...corpus: string[]) => seen({ name: 'g', corpus }, {});

describe('what is there of a generation', () => {
  it('looks the same until its content, its times or its file change', async () => {
    const path = disk.write('a.jsonl', '{"text":"a"}\n');
    const first = (await look(path))!;
    expect(first).toMatchObject({ name: 'g', paths: [path], bytes: 13 });
    expect((await look(path))!.print).toBe(first.print);
    utimesSync(path, 1, 1);
    const touched = (await look(path))!.print;
    disk.write('b.jsonl', '{"text":"b"}\n');
    utimesSync(join(disk.folder, 'b.jsonl'), 1, 1);
    renameSync(join(disk.folder, 'b.jsonl'), path);
    const replaced = (await look(path))!.print;
    disk.write('a.jsonl', '{"text":"a"}\n{"text":"b"}\n');
    const grown = (await look(path))!.print;
    expect(new Set([first.print, touched, replaced, grown]).size).toBe(4);
  });

  it('is nothing where a part is absent or all is empty', async () => {
    const path = disk.write('part.jsonl', 'x');
    const empty = disk.write('empty.jsonl', '');
    mkdirSync(join(disk.folder, 'folder'));
    expect(await look(join(disk.folder, 'gone.jsonl'))).toBeUndefined();
    expect(await look(path, join(disk.folder, 'gone.jsonl'))).toBeUndefined();
    expect(await look(empty)).toBeUndefined();
    expect(await look(join(disk.folder, 'folder'))).toBeUndefined();
    expect(await look(path, empty)).toMatchObject({ bytes: 1 });
  });

  it.skipIf(process.platform === 'win32')('is an error where a link in it leads nowhere', async () => {
    const folder = join(disk.folder, 'links');
    mkdirSync(folder);
    symlinkSync('nowhere.jsonl', join(folder, 'x.jsonl'));
    await expect(look(folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});
