import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openSqlite } from './sqlite.ts';

const disk = scratch();

describe('openSqlite', () => {
  it('makes a file for its owner alone, and none where it may not', async () => {
    const path = join(disk.folder, 'new', 'ledger.sqlite');
    await expect(openSqlite(path, false)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    expect(existsSync(join(disk.folder, 'new'))).toBe(false);
    await (await openSqlite(path, true)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('opens one file many times over, in and out of step, and finds it whole each time', async () => {
    const path = join(disk.folder, 'often.sqlite');
    for (let i = 0; i < 5; i++) {
      const first = await openSqlite(path, true);
      const second = await openSqlite(path, false);
      expect(await first.head()).toEqual(await second.head());
      await first.close();
      expect((await second.head()).seq).toBe(0);
      await second.close();
    }
    expect(readdirSync(disk.folder)).toContain('often.sqlite');
  });

  it('takes an empty file for no ledger, unless it may make one of it', async () => {
    const path = disk.write('empty.sqlite', '');
    await expect(openSqlite(path, false)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    const made = await openSqlite(path, true);
    expect((await made.head()).seq).toBe(0);
    await made.close();
  });

  it('refuses a folder in its place', async () => {
    await expect(openSqlite(disk.folder, true)).rejects.toMatchObject({ code: 'E_LEDGER' });
  });
});
