import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseExisting } from './existing.ts';
import { scratch } from './fixtures.test.support.ts';
import { destinationOf } from './output-format.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const check = (path: string) => refuseExisting(destinationOf(path));

describe('refuseExisting', () => {
  it('lets pass what is not there, what is empty, and what is no regular file', async () => {
    disk.write('empty.jsonl', '');
    mkdirSync(at('empty'));
    symlinkSync('/dev/null', at('null.jsonl'));
    for (const name of ['none.jsonl', 'none', 'no/such/a.jsonl', 'empty.jsonl', 'empty', 'null.jsonl']) {
      await expect(check(at(name))).resolves.toBeUndefined();
    }
  });

  it.each([
    ['a file that holds a byte', 'full.jsonl', /exists/, /--force/],
    ['a folder that holds a hidden file', 'full', /not empty/, /--force/],
    ['a folder that has the name of a file', 'folder.csv', /is a folder/, /file in it/],
    ['a file that has the name of a folder', 'plain', /name is that of a folder/, /another name/],
  ])('refuses %s', async (_, name, message, hint) => {
    if (name === 'folder.csv') mkdirSync(at(name), { recursive: true });
    else disk.write(name === 'full' ? 'full/.hidden' : name, 'x');
    await expect(check(at(name))).rejects.toMatchObject({ code: 'E_WRITE', where: at(name), message, hint });
  });

  it('sees the file behind a slash too many, before any work was done', async () => {
    disk.write('slash.jsonl', 'x');
    await expect(check(`${at('slash.jsonl')}/`)).rejects.toMatchObject({
      code: 'E_WRITE',
      hint: /another name/,
    });
  });

  it('looks through a link at what would be lost', async () => {
    disk.write('real.jsonl', 'x');
    symlinkSync('real.jsonl', at('link.jsonl'));
    await expect(check(at('link.jsonl'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
