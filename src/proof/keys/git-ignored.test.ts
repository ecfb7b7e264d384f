import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOutOfGit } from './git-ignored.ts';

describe('keepOutOfGit', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'outcross-'));
    file = join(folder, '.gitignore');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes that all of the folder is ignored', async () => {
    await keepOutOfGit(folder);
    expect(readFileSync(file, 'utf8')).toBe('*\n');
  });

  it('writes it again where a full disk left it empty', async () => {
    writeFileSync(file, '');
    await keepOutOfGit(folder);
    expect(readFileSync(file, 'utf8')).toBe('*\n');
  });

  it('leaves what somebody wrote there, and what is no file', async () => {
    writeFileSync(file, '!public.pem\n');
    await keepOutOfGit(folder);
    expect(readFileSync(file, 'utf8')).toBe('!public.pem\n');
    rmSync(file);
    mkdirSync(file);
    await keepOutOfGit(folder);
    expect(statSync(file).isDirectory()).toBe(true);
  });

  it('says in a coded error that nothing could be written', async () => {
    const missing = join(folder, 'gone', 'keys');
    writeFileSync(join(folder, 'gone'), 'a file');
    await expect(keepOutOfGit(missing)).resolves.toBeUndefined();
    await expect(keepOutOfGit(join(folder, 'none'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
