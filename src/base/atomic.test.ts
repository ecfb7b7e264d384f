import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unprivileged } from '../../test/fixtures/unprivileged.ts';
import { atomicWrite } from './atomic.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcross-atomic-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('atomicWrite', () => {
  it('writes text and bytes as they are', async () => {
    await atomicWrite(join(folder, 'a.txt'), 'naïve\n');
    await atomicWrite(join(folder, 'b.bin'), Uint8Array.of(0, 255, 10));
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('naïve\n');
    expect([...(await readFile(join(folder, 'b.bin')))]).toEqual([0, 255, 10]);
  });

  it('keeps the order of pieces, text and bytes mixed, small and large', async () => {
    const large = 'x'.repeat(200_000);
    async function* pieces() {
      yield 'one,';
      yield large;
      yield new TextEncoder().encode(',two,');
      yield 'three';
    }
    await atomicWrite(join(folder, 'c.txt'), pieces());
    expect(await readFile(join(folder, 'c.txt'), 'utf8')).toBe(`one,${large},two,three`);
    await atomicWrite(join(folder, 'd.txt'), ['a', 'b']);
    expect(await readFile(join(folder, 'd.txt'), 'utf8')).toBe('ab');
  });

  it('makes an empty file of nothing', async () => {
    await atomicWrite(join(folder, 'empty'), []);
    expect((await stat(join(folder, 'empty'))).size).toBe(0);
  });

  it('shows the old file until the new one is whole', async () => {
    const path = join(folder, 'a.txt');
    await atomicWrite(path, 'old');
    async function* slow() {
      yield 'x'.repeat(100_000);
      expect(await readFile(path, 'utf8')).toBe('old');
      yield 'end';
    }
    await atomicWrite(path, slow());
    expect((await readFile(path, 'utf8')).length).toBe(100_003);
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('keeps the old file, leaves no other and passes the error on when the data fail', async () => {
    const path = join(folder, 'a.txt');
    await atomicWrite(path, 'old');
    async function* failing() {
      yield 'x'.repeat(100_000);
      throw new RangeError('no more rows');
    }
    await expect(atomicWrite(path, failing())).rejects.toThrow(new RangeError('no more rows'));
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('keeps the mode of the file that it replaces', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    await chmod(path, 0o640);
    await atomicWrite(path, 'new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('writes to what a link points to and keeps the link', async () => {
    await writeFile(join(folder, 'real.txt'), 'old');
    await symlink('real.txt', join(folder, 'link.txt'));
    await atomicWrite(join(folder, 'link.txt'), 'new');
    expect((await lstat(join(folder, 'link.txt'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toBe('new');
  });

  it('lets many writers of one path end with one whole file', async () => {
    const path = join(folder, 'a.txt');
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(50_000));
    await Promise.all(texts.map((text) => atomicWrite(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it.skipIf(process.platform === 'win32')('writes into a pipe and does not replace it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [text] = await Promise.all([readFile(pipe, 'utf8'), atomicWrite(pipe, ['one ', 'two'])]);
    expect(text).toBe('one two');
    expect((await lstat(pipe)).isFIFO()).toBe(true);
  });
});

describe('atomicWrite, refused', () => {
  it('names the missing folder and says to create it', async () => {
    const path = join(folder, 'missing', 'a.txt');
    await expect(atomicWrite(path, 'x')).rejects.toMatchObject({
      code: 'E_WRITE',
      where: path,
      hint: expect.stringContaining(join(folder, 'missing')),
    });
  });

  it('refuses a folder in place of a file', async () => {
    await mkdir(join(folder, 'sub'));
    await expect(atomicWrite(join(folder, 'sub'), 'x')).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('refuses a file in place of a folder of the path', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(atomicWrite(join(folder, 'file', 'a.txt'), 'x')).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('refuses a name too long for the disk', async () => {
    await expect(atomicWrite(join(folder, 'n'.repeat(300)), 'x')).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('too long'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    await expect(atomicWrite('/dev/full', 'x'.repeat(10))).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('no space is left'),
      hint: expect.stringContaining('Free some space'),
    });
  });

  it('says that permission is denied', async () => {
    await chmod(folder, 0o500);
    await unprivileged(() =>
      expect(atomicWrite(join(folder, 'a.txt'), 'x')).rejects.toMatchObject({
        code: 'E_WRITE',
        message: expect.stringContaining('permission is denied'),
      }),
    );
  });
});
