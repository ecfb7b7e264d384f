import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../profile/codec.ts';
import { total } from '../profile/tally.ts';
import { loadProfile } from './load-profile.ts';
import { cachedProfile } from './profile-cache.ts';

const disk = scratch();
const rows = (texts: readonly string[]) => texts.map((text) => `${JSON.stringify({ text })}\n`).join('');
let folders = 0;

/** A corpus, a folder for its profile, and what `cachedProfile` gives. */
function setUp(texts: readonly string[]) {
  const name = `c${folders++}`;
  const corpus = disk.write(`${name}.jsonl`, rows(texts));
  const folder = join(disk.folder, name);
  const spec = { inputs: [corpus] };
  const kept = () => readdirSync(folder).map((file) => join(folder, file));
  return { corpus, folder, spec, kept, take: () => cachedProfile(folder, spec) };
}

const examples = async (profile: ReturnType<typeof cachedProfile>) => total((await profile).tally.examples);

describe('cachedProfile', () => {
  it('gives the bytes that reading gives, first and again', async () => {
    const { spec, take, kept } = setUp(['a b c', 'd e f']);
    const read = encodeProfile(await loadProfile(spec));
    expect(encodeProfile(await take())).toEqual(read);
    expect(kept()).toHaveLength(1);
    expect(encodeProfile(await take())).toEqual(read);
    expect(kept()).toHaveLength(1);
  });

  it('keeps nothing of a corpus that is named by a URI', async () => {
    const { corpus, folder } = setUp(['a b c']);
    expect(await examples(cachedProfile(folder, { inputs: [`file://${corpus}`] }))).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  it('does not read the corpus again', async () => {
    const { folder, take, kept } = setUp(['a']);
    await take();
    const other = encodeProfile(
      await loadProfile({
        inputs: [disk.write(`${folder}-other.jsonl`.split('/').at(-1)!, rows(['x', 'y', 'z']))],
      }),
    );
    writeFileSync(kept()[0], other);
    expect(await examples(take())).toBe(3);
  });

  it('reads anew where the corpus changed, even if size and time of change are put back', async () => {
    const { corpus, take } = setUp(['a b', 'c d']);
    expect(await examples(take())).toBe(2);
    const { atime, mtime } = statSync(corpus);
    const text = readFileSync(corpus, 'utf8');
    writeFileSync(
      corpus,
      `${text.slice(0, text.indexOf('\n') + 1)}${'x'.repeat(text.length - text.indexOf('\n') - 2)}\n`,
    );
    utimesSync(corpus, atime, mtime);
    expect(await examples(take())).toBe(1);
  });

  it('keeps profiles of different readings apart', async () => {
    const { folder, spec, kept } = setUp(['a']);
    await cachedProfile(folder, spec);
    await cachedProfile(folder, { ...spec, textField: 'text' });
    expect(kept()).toHaveLength(2);
  });

  it.each([
    ['damaged', Buffer.from('outcross')],
    ['empty', Buffer.alloc(0)],
  ])('makes a %s profile anew', async (_, bytes) => {
    const { take, kept } = setUp(['a', 'b']);
    await take();
    writeFileSync(kept()[0], bytes);
    expect(await examples(take())).toBe(2);
    expect(readFileSync(kept()[0]).length).toBeGreaterThan(100);
  });

  it('does without a folder that cannot be made', async () => {
    const { spec } = setUp(['a', 'b']);
    const file = disk.write(`plain${folders}`, '');
    expect(await examples(cachedProfile(join(file, 'inside'), spec))).toBe(2);
  });

  it('keeps nothing where malformed rows are asked for by name', async () => {
    const { folder, spec } = setUp(['a']);
    mkdirSync(folder);
    const told: unknown[] = [];
    writeFileSync(spec.inputs[0], `${rows(['a'])}{]\n`);
    await cachedProfile(folder, spec, { onBadRow: (row) => told.push(row) });
    await cachedProfile(folder, spec, { onBadRow: (row) => told.push(row) });
    expect(told).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
    chmodSync(folder, 0o755);
  });

  it('gives what it read of a file that is taken away meanwhile, and keeps nothing of it', async () => {
    const { corpus, folder, spec } = setUp(['a', 'b']);
    const onProgress = () => rmSync(corpus, { force: true });
    expect(await examples(cachedProfile(folder, spec, { workers: 0, onProgress }))).toBe(2);
    expect(existsSync(folder)).toBe(false);
  });

  it('keeps nothing of a file that grows while it is read', async () => {
    const { corpus, folder, spec } = setUp(['a', 'b']);
    let grown = false;
    const onProgress = () => {
      if (!grown) appendFileSync(corpus, rows(['c']));
      grown = true;
    };
    const read = await examples(cachedProfile(folder, spec, { workers: 0, onProgress }));
    expect(read).toBeGreaterThanOrEqual(2);
    expect(existsSync(folder)).toBe(false);
  });

  it('gives the same to several that ask at once, and leaves one profile and no other file', async () => {
    const { take, kept } = setUp(['a b', 'c d', 'e']);
    const profiles = await Promise.all(Array.from({ length: 4 }, take));
    const [first, ...others] = profiles.map(encodeProfile);
    for (const other of others) expect(other).toEqual(first);
    expect(kept()).toHaveLength(1);
    expect(kept()[0]).toMatch(/[0-9a-f]{40}\.profile$/);
  });

  it('reads anew once a file joins a folder or leaves it', async () => {
    const { folder } = setUp([]);
    const name = `many${folders}`;
    disk.write(`${name}/a.jsonl`, rows(['a']));
    const spec = { inputs: [join(disk.folder, name)] };
    expect(await examples(cachedProfile(folder, spec))).toBe(1);
    disk.write(`${name}/b.jsonl`, rows(['b', 'c']));
    expect(await examples(cachedProfile(folder, spec))).toBe(3);
    rmSync(join(disk.folder, name, 'a.jsonl'));
    expect(await examples(cachedProfile(folder, spec))).toBe(2);
  });

  it('reads anew a file that another took the place of, with its name, size and times', async () => {
    const { corpus, take } = setUp(['a b', 'c d']);
    expect(await examples(take())).toBe(2);
    const { atime, mtime, size } = statSync(corpus);
    const other = disk.write(`other${folders}.jsonl`, rows(['x'.repeat(size - rows(['']).length)]));
    expect(statSync(other).size).toBe(size);
    utimesSync(other, atime, mtime);
    renameSync(other, corpus);
    expect(await examples(take())).toBe(1);
  });

  it('keeps at most five hundred, and lets those go that were made longest ago', async () => {
    const { folder, take, kept } = setUp(['a']);
    mkdirSync(folder);
    for (let i = 0; i < 503; i++) {
      const path = join(folder, `${i}.profile`);
      writeFileSync(path, '');
      utimesSync(path, i + 1, i + 1);
    }
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await take();
    const names = kept().map((path) => path.split('/').at(-1));
    expect(names.filter((name) => name!.endsWith('.profile'))).toHaveLength(500);
    expect(names).toContain('notes.txt');
    for (const old of ['0', '1', '2', '3']) expect(names).not.toContain(`${old}.profile`);
    expect(names).toContain('4.profile');
  });

  it('does without a folder that may not be written to', async () => {
    const { spec } = setUp(['a', 'b']);
    const folder = join(disk.folder, `denied${folders}`);
    // A folder in the place of the profile: whoever is root may write anywhere.
    await cachedProfile(folder, spec);
    const [profile] = readdirSync(folder);
    rmSync(join(folder, profile));
    mkdirSync(join(folder, profile, 'full'), { recursive: true });
    expect(await examples(cachedProfile(folder, spec))).toBe(2);
    expect(readdirSync(folder)).toEqual([profile]);
  });

  it('throws what reading throws', async () => {
    await expect(
      cachedProfile(disk.folder, { inputs: [join(disk.folder, 'none.jsonl')] }),
    ).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
