import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StagedFile, temporaryName } from './staged-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcross-staged-'));
  path = join(folder, 'a.txt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('StagedFile', () => {
  it('gives several files their names only once all of them are on the disk', async () => {
    const files = await Promise.all([path, join(folder, 'b.txt')].map((name) => StagedFile.open(name)));
    for (const file of files) {
      await file.write('one ');
      await file.write(Buffer.from('two'));
      await file.stage();
    }
    expect(readdirSync(folder).every((name) => name.startsWith('.'))).toBe(true);
    for (const file of files) await file.commit();
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt']);
    expect(readFileSync(path, 'utf8')).toBe('one two');
  });

  it('leaves the old file when it is discarded, before it is staged or after', async () => {
    writeFileSync(path, 'old');
    for (const stage of [false, true]) {
      const file = await StagedFile.open(path);
      await file.write('new');
      if (stage) await file.stage();
      await file.discard();
      await file.discard();
    }
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });
});

describe('temporaryName', () => {
  it('is hidden, in the same folder, and never the same', () => {
    const names = [temporaryName(path), temporaryName(path)];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.startsWith(join(folder, '.outcross-'))).toBe(true);
  });
});
