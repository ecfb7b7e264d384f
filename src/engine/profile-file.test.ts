import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { encodeProfile } from '../profile/codec.ts';
import { isProfileFile, readProfileFile } from './profile-file.ts';

const disk = scratch();

function profileBytes(): Uint8Array {
  const accumulator = new ProfileAccumulator();
  accumulator.add({ id: 'a', group: 'a', text: 'one two three' });
  return encodeProfile(accumulator.finish());
}

const GOOD = disk.write('good.profile', profileBytes());

describe('isProfileFile', () => {
  it('tells a profile by its first bytes, whatever its name', async () => {
    expect(await isProfileFile(GOOD)).toBe(true);
    expect(await isProfileFile(disk.write('odd.jsonl', profileBytes()))).toBe(true);
    expect(await isProfileFile(disk.write('fake.profile', '{"text":"one"}\n'))).toBe(false);
  });

  it('takes neither a folder, nor an empty or missing file, for a profile', async () => {
    expect(await isProfileFile(disk.folder)).toBe(false);
    expect(await isProfileFile(disk.write('empty', ''))).toBe(false);
    expect(await isProfileFile(join(disk.folder, 'missing'))).toBe(false);
    expect(await isProfileFile('-')).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'does not touch a pipe, which would lose what it held',
    async () => {
      const pipe = join(disk.folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      expect(await isProfileFile(pipe)).toBe(false);
    },
  );
});

describe('readProfileFile', () => {
  it('reads what was written', async () => {
    expect(encodeProfile(await readProfileFile(GOOD))).toEqual(profileBytes());
  });

  it('suggests the name that was meant', async () => {
    await expect(readProfileFile(join(disk.folder, 'god.profile'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('good.profile'),
    });
  });

  it('says how to make a profile of a corpus given in its place', async () => {
    const path = disk.write('corpus.jsonl', '{"text":"one"}\n');
    await expect(readProfileFile(path)).rejects.toMatchObject({
      code: 'E_PROFILE',
      where: path,
      hint: expect.stringContaining('outcross profile'),
    });
  });

  it('names the file that is damaged, at whatever byte it was cut', async () => {
    const bytes = profileBytes();
    for (const length of [20, 100, 1500, bytes.length - 1]) {
      const path = disk.write('cut.profile', bytes.subarray(0, length));
      await expect(readProfileFile(path)).rejects.toMatchObject({ code: 'E_PROFILE', where: path });
    }
  });

  it('calls it damage, too, where the decoder trips over the header', async () => {
    const text = Buffer.from(profileBytes()).toString('latin1');
    const path = disk.write(
      'header.profile',
      Buffer.from(text.replace('"settings"', '"sattings"'), 'latin1'),
    );
    await expect(readProfileFile(path)).rejects.toMatchObject({ code: 'E_PROFILE', where: path });
  });

  it('says that a link leads in a circle', async () => {
    const path = join(disk.folder, 'circle.profile');
    symlinkSync(path, path);
    await expect(readProfileFile(path)).rejects.toMatchObject({ code: 'E_UNREADABLE', where: path });
  });

  it('says that a folder is no file', async () => {
    await expect(readProfileFile(disk.folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});
