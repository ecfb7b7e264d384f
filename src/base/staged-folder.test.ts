import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StagedFolder } from './staged-folder.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outcross-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function staged(text: string): Promise<StagedFolder> {
  const folder = await StagedFolder.open(join(root, 'out'));
  writeFileSync(folder.file('a.txt'), text);
  return folder;
}
const content = () => readFileSync(join(root, 'out', 'a.txt'), 'utf8');

describe('StagedFolder', () => {
  it('shows nothing under its name until it is whole', async () => {
    const folder = await staged('new');
    expect(readdirSync(root).filter((name) => !name.startsWith('.'))).toEqual([]);
    await folder.commit();
    expect(readdirSync(root)).toEqual(['out']);
    expect(content()).toBe('new');
  });

  it('takes the place of what was there, all of it', async () => {
    mkdirSync(join(root, 'out'));
    writeFileSync(join(root, 'out', 'old.txt'), 'old');
    const folder = await staged('new');
    expect(readdirSync(join(root, 'out'))).toEqual(['old.txt']);
    await folder.commit();
    expect(readdirSync(join(root, 'out'))).toEqual(['a.txt']);
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('takes the place of an empty folder', async () => {
    mkdirSync(join(root, 'out'));
    await (await staged('new')).commit();
    expect(content()).toBe('new');
  });

  it('leaves what was there when it is discarded', async () => {
    mkdirSync(join(root, 'out'));
    writeFileSync(join(root, 'out', 'a.txt'), 'old');
    await (await staged('new')).discard();
    expect(content()).toBe('old');
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('says that the folder above is missing', async () => {
    await expect(StagedFolder.open(join(root, 'no', 'out'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
