import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutcrossError } from './errors.ts';
import { refusing, StagedFile, syncFolder } from './staged-file.ts';
import { StagedFolder } from './staged-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outcross-limits-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (name: string) => join(root, name);
const systemError = (code: string) => Object.assign(new Error(`${code}: refused`), { code });

describe('refusing', () => {
  it.each([
    ['ENOSPC', 'no space is left on the disk', /Free some space/],
    ['EDQUOT', 'the disk quota is used up', /another disk/],
    ['EROFS', 'the disk is read-only', /folder that you may write to/],
    ['EACCES', 'permission is denied', /folder that you may write to/],
    ['ENOENT', 'its folder does not exist', /Create the folder \/d\/e first/],
    ['ENAMETOOLONG', 'the name is too long', /shorter name than f\.txt/],
    ['EIO', 'the file system refuses (EIO)', /folder that you may write to/],
  ])('says of %s that %s, and what to do', async (code, reason, hint) => {
    const cause = systemError(code);
    await expect(refusing('/d/e/f.txt', Promise.reject(cause))).rejects.toMatchObject({
      code: 'E_WRITE',
      message: `cannot write /d/e/f.txt: ${reason}`,
      where: '/d/e/f.txt',
      hint: expect.stringMatching(hint),
      cause,
    });
  });

  it('gives what the work gives, and bears an error that is none', async () => {
    expect(await refusing('a', Promise.resolve(7))).toBe(7);
    const error: unknown = await refusing('a', Promise.reject('odd')).catch((own: unknown) => own);
    expect(error).toBeInstanceOf(OutcrossError);
    expect((error as OutcrossError).message).toContain('odd');
  });
});

describe('StagedFile', () => {
  it('takes nothing more once it is staged, and says so as a write that failed', async () => {
    const file = await StagedFile.open(at('a'));
    await file.write('one');
    await file.stage();
    await expect(file.write('two')).rejects.toMatchObject({ code: 'E_WRITE', where: at('a') });
    await file.commit();
    expect(readFileSync(at('a'), 'utf8')).toBe('one');
  });

  it('harms nothing by being discarded after it has its name', async () => {
    const file = await StagedFile.open(at('a'));
    await file.write('kept');
    await file.stage();
    await file.commit();
    await file.discard();
    expect(readFileSync(at('a'), 'utf8')).toBe('kept');
  });

  it('says that it cannot get its name once its folder is gone', async () => {
    mkdirSync(at('gone'));
    const file = await StagedFile.open(join(at('gone'), 'a'));
    await file.stage();
    rmSync(at('gone'), { recursive: true });
    await expect(file.commit()).rejects.toMatchObject({ code: 'E_WRITE', where: join(at('gone'), 'a') });
    await file.discard();
  });

  it('replaces a file that only may be read, and keeps it so', async () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o440);
    const file = await StagedFile.open(at('a'));
    await file.write('new');
    await file.stage();
    await file.commit();
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(statSync(at('a')).mode & 0o777).toBe(0o440);
  });

  it.runIf(process.platform !== 'win32')('leaves a device what it is', async () => {
    const file = await StagedFile.open('/dev/null');
    await file.write('lost');
    await file.stage();
    await file.commit();
    await file.discard();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('lets the last of two that write one file have it, whole', async () => {
    const files = await Promise.all(['first', 'second'].map(() => StagedFile.open(at('a'))));
    for (const [i, file] of files.entries()) {
      await file.write(`${i}`.repeat(1000));
      await file.stage();
    }
    await files[1].commit();
    await files[0].commit();
    expect(readFileSync(at('a'), 'utf8')).toBe('0'.repeat(1000));
    expect(readdirSync(root)).toEqual(['a']);
  });
});

describe('StagedFolder', () => {
  async function staged(path: string): Promise<StagedFolder> {
    const folder = await StagedFolder.open(path);
    writeFileSync(folder.file('new'), 'new');
    return folder;
  }

  it('leaves a file that has its name', async () => {
    writeFileSync(at('out'), 'a file');
    const folder = await staged(at('out'));
    await expect(folder.commit()).rejects.toMatchObject({ code: 'E_WRITE' });
    await folder.discard();
    expect(readFileSync(at('out'), 'utf8')).toBe('a file');
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('puts back what it set aside where it cannot take its place', async () => {
    mkdirSync(at('out'));
    writeFileSync(join(at('out'), 'old'), 'old');
    const folder = await staged(at('out'));
    rmSync(folder.temporary, { recursive: true });
    await expect(folder.commit()).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(readdirSync(at('out'))).toEqual(['old']);
    expect(readdirSync(root)).toEqual(['out']);
  });

  it.each([['full', ['kept']] as const, ['empty', []] as const])(
    'takes the place of a link to a folder that is %s, and leaves the folder',
    async (_, names) => {
      mkdirSync(at('far'));
      for (const name of names) writeFileSync(join(at('far'), name), name);
      symlinkSync(at('far'), at('out'));
      await (await staged(at('out'))).commit();
      expect(lstatSync(at('out')).isDirectory()).toBe(true);
      expect(readdirSync(at('out'))).toEqual(['new']);
      expect(readdirSync(at('far'))).toEqual(names);
      expect(readdirSync(root).sort()).toEqual(['far', 'out']);
    },
  );

  it('has its name without a last slash', async () => {
    const folder = await staged(`${at('out')}/`);
    expect(folder.path).toBe(at('out'));
    await folder.commit();
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('keeps two that are made at once apart: the last has the name', async () => {
    const [one, two] = [await staged(at('out')), await staged(at('out'))];
    writeFileSync(two.file('two'), '');
    expect(one.temporary).not.toBe(two.temporary);
    await one.commit();
    await two.commit();
    expect(readdirSync(at('out')).sort()).toEqual(['new', 'two']);
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('can be discarded again and again', async () => {
    const folder = await staged(at('out'));
    await folder.discard();
    await folder.discard();
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('syncFolder', () => {
  it('has nothing to do where there is no folder', async () => {
    await expect(syncFolder(at('none'))).resolves.toBeUndefined();
  });
});
