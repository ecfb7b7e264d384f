import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../profile/codec.ts';
import { emptyProfile } from '../profile/profile.ts';
import { notWritten, requireApart, requireProfileTarget, requireWritable } from './output-file.ts';

const disk = scratch();
const inFolder = (name: string) => join(disk.folder, name);

describe('requireWritable', () => {
  it('lets pass a new file, an old one, and what is no regular file', async () => {
    await requireWritable(inFolder('new.txt'));
    await requireWritable(disk.write('old.txt', 'x'));
    await requireWritable('/dev/null');
  });

  it('names the folder that is missing', async () => {
    await expect(requireWritable(inFolder('no/such/file'))).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining(`no folder ${inFolder('no/such')}`),
    });
  });

  it('refuses a folder', async () => {
    await expect(requireWritable(disk.folder)).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('refuses a path through a file', async () => {
    const file = disk.write('file', 'x');
    await expect(requireWritable(join(file, 'below'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});

describe('requireProfileTarget', () => {
  it('gives the path of a new file, an empty one or an old profile', async () => {
    const old = disk.write('old.profile', encodeProfile(emptyProfile()));
    const empty = disk.write('empty.profile', '');
    for (const path of [inFolder('new.profile'), old, empty])
      expect(await requireProfileTarget(path)).toBe(path);
  });

  it('saves a corpus that was named by mistake', async () => {
    const corpus = disk.write('corpus.jsonl', '{"text":"precious"}\n');
    await expect(requireProfileTarget(corpus)).rejects.toMatchObject({ code: 'E_WRITE', where: corpus });
  });

  it.each([undefined, '', '-'])('wants a file: %s is none', async (path) => {
    await expect(requireProfileTarget(path)).rejects.toMatchObject({ code: 'E_USAGE', where: '--output' });
  });
});

describe('requireApart', () => {
  it('refuses an input, also by a link or another spelling', async () => {
    const input = disk.write('in.jsonl', 'x');
    const link = inFolder('link.jsonl');
    symlinkSync(input, link);
    for (const path of [input, link, `${disk.folder}/./in.jsonl`]) {
      await expect(requireApart(path, '--quarantine', ['other', input])).rejects.toMatchObject({
        code: 'E_USAGE',
        where: '--quarantine',
      });
    }
  });

  it('refuses a file that does not exist yet, named twice', async () => {
    const path = inFolder('both.out');
    await expect(requireApart(path, '--quarantine', [path])).rejects.toMatchObject({ code: 'E_USAGE' });
  });

  it('lets pass what is apart', async () => {
    await requireApart(inFolder('q'), '--quarantine', ['-', disk.folder, inFolder('in.jsonl'), '*.jsonl']);
  });
});

describe('notWritten', () => {
  it('says of an interruption what it kept from being written, and how to go on', () => {
    expect(notWritten('x.profile', new OutcrossError('E_INTERRUPTED', 'stopped'))).toMatchObject({
      code: 'E_INTERRUPTED',
      message: 'interrupted: x.profile was not written',
      hint: expect.stringContaining('outcross profile merge'),
    });
  });

  it('leaves every other error as it is', () => {
    for (const error of [new OutcrossError('E_EMPTY', 'empty'), new RangeError('x'), 'text']) {
      expect(notWritten('x.profile', error)).toBe(error);
    }
  });
});
