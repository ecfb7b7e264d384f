import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../profile/codec.ts';
import { DEFAULT_SETTINGS, type Profile } from '../profile/profile.ts';
import { loadProfile, mergeProfileFiles } from './load-profile.ts';
import { profileCorpus } from './profile-corpus.ts';

const disk = scratch();
const A = disk.write('a.jsonl', `${jsonl([{ text: 'one two' }, { text: 'three' }])}bad row\n`);
const B = disk.write('b.jsonl', jsonl([{ text: 'two three four' }]));

async function made(inputs: string[], settings = DEFAULT_SETTINGS): Promise<Uint8Array> {
  return encodeProfile(await profileCorpus({ inputs }, { settings }));
}

const A_PROFILE = disk.write('a.profile', await made([A]));
const B_PROFILE = disk.write('b.profile', await made([B]));
const WHOLE = await made([A, B]);

const bytesOf = async (profile: Promise<Profile>) => encodeProfile(await profile);

describe('loadProfile', () => {
  it.each([
    ['corpora', [A, B]],
    ['profiles', [A_PROFILE, B_PROFILE]],
    ['a profile and a corpus', [A_PROFILE, B]],
    ['a corpus and a profile', [A, B_PROFILE]],
    ['a profile given twice', [A_PROFILE, B_PROFILE, A_PROFILE]],
  ])('gives the profile of the whole for %s', async (_, inputs) => {
    expect(await bytesOf(loadProfile({ inputs }))).toEqual(WHOLE);
  });

  it('counts a profile once that is also reached by a link', async () => {
    const link = join(disk.folder, 'link.profile');
    symlinkSync(A_PROFILE, link);
    expect(await bytesOf(loadProfile({ inputs: [A_PROFILE, link] }))).toEqual(await made([A]));
  });

  it.each([
    ['corpora', [A, B]],
    ['profiles', [A_PROFILE, B_PROFILE]],
    ['both', [A_PROFILE, B]],
  ])('leaves out every text of %s on request, that of malformed rows too', async (_, inputs) => {
    const settings = { ...DEFAULT_SETTINGS, texts: false };
    const profile = await loadProfile({ inputs }, { settings });
    expect(profile.settings.texts).toBe(false);
    const bytes = Buffer.from(encodeProfile(profile));
    for (const text of ['one two', 'two three four', 'bad row']) expect(bytes.includes(text)).toBe(false);
    expect(profile.trouble.rows).toEqual([{ file: 'a.jsonl', row: 3, reason: 'the row is no valid JSON' }]);
  });

  it('refuses, before it reads a corpus, a profile that was made differently', async () => {
    const other = disk.write('other.profile', await made([A], { ...DEFAULT_SETTINGS, pairs: 1 << 10 }));
    await expect(loadProfile({ inputs: [other, join(disk.folder, 'missing.jsonl')] })).rejects.toMatchObject({
      code: 'E_MERGE',
      where: other,
    });
    await expect(mergeProfileFiles([A_PROFILE, other])).rejects.toMatchObject({
      code: 'E_MERGE',
      where: other,
    });
  });

  it('says what is wrong with an input that is neither', async () => {
    const missing = join(disk.folder, 'a.jsnl');
    await expect(loadProfile({ inputs: [missing] })).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(loadProfile({ inputs: [] })).rejects.toMatchObject({ code: 'E_NO_INPUT' });
  });
});

describe('mergeProfileFiles', () => {
  it('gives the profile of the whole, in whatever order', async () => {
    expect(await bytesOf(mergeProfileFiles([A_PROFILE, B_PROFILE]))).toEqual(WHOLE);
    expect(await bytesOf(mergeProfileFiles([B_PROFILE, A_PROFILE]))).toEqual(WHOLE);
  });

  it('reads no corpus', async () => {
    await expect(mergeProfileFiles([A_PROFILE, B])).rejects.toMatchObject({ code: 'E_PROFILE', where: B });
    await expect(mergeProfileFiles([])).rejects.toMatchObject({ code: 'E_NO_INPUT' });
  });

  it('stops at a signal', async () => {
    const merging = mergeProfileFiles([A_PROFILE, B_PROFILE], AbortSignal.abort());
    await expect(merging).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('drops all texts where one of the profiles has none', async () => {
    const bare = disk.write('bare.profile', await made([B], { ...DEFAULT_SETTINGS, texts: false }));
    const merged = await mergeProfileFiles([A_PROFILE, bare]);
    expect(merged.settings.texts).toBe(false);
    expect(Buffer.from(encodeProfile(merged)).includes('bad row')).toBe(false);
  });
});
