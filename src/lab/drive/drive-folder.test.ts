import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { openFolder } from './drive-folder.ts';
import { Layout } from './layout.ts';

const disk = scratch();
const layout = (name: string) => new Layout(join(disk.folder, name));

describe('openFolder', () => {
  it('makes the folder, however deep, and holds it against others until it is released', async () => {
    const lock = await openFolder(layout('new/deep'));
    expect(existsSync(join(disk.folder, 'new/deep'))).toBe(true);
    await expect(openFolder(layout('new/deep'))).rejects.toMatchObject({ code: 'E_LOCKED' });
    await lock.release();
    await (await openFolder(layout('new/deep'))).release();
  });

  it('takes an empty folder, and one that holds a record beside anything', async () => {
    mkdirSync(join(disk.folder, 'empty'));
    await (await openFolder(layout('empty'))).release();
    disk.write('mine/record.jsonl', '');
    disk.write('mine/notes.txt', 'x');
    await (await openFolder(layout('mine'))).release();
  });

  it.each([['photo.jpg'], ['data.mdb', 'lock.mdb'], ['package-lock.json'], ['g001']])(
    'leaves a folder alone that holds %j %j',
    async (...names) => {
      const folder = `other-${names.join('-')}`;
      for (const name of names) disk.write(join(folder, name), 'x');
      await expect(openFolder(layout(folder))).rejects.toMatchObject({
        code: 'E_WRITE',
        where: join(disk.folder, folder),
        hint: expect.stringContaining('--output'),
      });
    },
  );

  it('refuses a file in its place', async () => {
    disk.write('file', 'x');
    await expect(openFolder(layout('file'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
