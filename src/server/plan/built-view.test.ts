import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import { draft } from '../../ledger/fixtures.test.support.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { builtView } from './built-view.ts';
import { MixBook } from './mix-book.ts';

const disk = scratch();
const folder = join(disk.folder, 'w');
mkdirSync(folder);
const sha = (digit: string) => digit.repeat(64);
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const files = (name: string, digit: string) => ({ name, count: 1, bytes: 1, sha256: sha(digit) });
const built = (name: string, digit: string, more: Partial<BodyOf<'mix.built'>> = {}, line = 'l') =>
  draft(
    'mix.built',
    [{ type: 'mix', id: name }, ...(line === '' ? [] : [{ type: 'line' as const, id: line }])],
    {
      inputs: [],
      output: files(name, digit),
      policy: sha('0'),
      examples: 4,
      composition: { origin: { human: 1, synthetic: 3 } },
      version: '1',
      ...more,
    },
  );
const proven = (digit: string, root = 'r') =>
  draft('proof.made', [{ type: 'proof', id: 'p' }], {
    of: files('x', digit),
    bundle: { name: "pro'of.json", bytes: 1, sha256: sha('9') },
    root,
    size: 1,
    signer: 'k',
    version: '1',
  } as never);

function bookOf(...drafts: Parameters<typeof sealed>[0]): MixBook {
  const book = new MixBook('l');
  for (const event of sealed(drafts, EMPTY_HEAD)) book.take(event);
  return book;
}
const viewOf = (manifest: object | undefined, proof = false) => {
  const book = bookOf(
    built('t.jsonl', 'a', { ...(manifest && { manifest: manifest as never }) }),
    ...(proof ? [proven('a')] : []),
  );
  return builtView(book.get(sha('a'))!, book.proofOf(sha('a')), folder);
};

describe('the book of mixes', () => {
  it('has each set once, as it was built last, the newest first', () => {
    const book = bookOf(built('one', 'a'), built('two', 'b'), built('renamed', 'a'));
    expect(book.views().map(({ path }) => path)).toEqual(['renamed', 'two']);
  });

  it('is of one line: sets of others are not in it, those of nobody are', () => {
    const book = bookOf(built('mine', 'a'), built('theirs', 'b', {}, 'other'), built('nobody', 'c', {}, ''));
    expect(book.views().map(({ path }) => path)).toEqual(['nobody', 'mine']);
    expect(book.get(sha('b'))).toBeUndefined();
  });

  it('knows a proof whether it came before the set or after, and the newest of two', () => {
    const book = bookOf(proven('a', 'old'), built('one', 'a'), built('two', 'b'), proven('a', 'new'));
    expect(book.views().map(({ path, proven: is }) => [path, is])).toEqual([
      ['two', false],
      ['one', true],
    ]);
    expect(book.proofOf(sha('a'))?.root).toBe('new');
  });

  it('has no share of an empty set, and 0 of one without a human example', () => {
    const empty = { examples: 0, composition: { origin: {} } };
    const none = { composition: { origin: { synthetic: 4 } } };
    const [second, first] = bookOf(built('empty', 'a', empty), built('none', 'b', none)).views();
    expect(first).not.toHaveProperty('humanShare');
    expect(second.humanShare).toBe(0);
  });

  it('tells of the newest two hundred', () => {
    const many = Array.from({ length: 205 }, (_, i) =>
      built(`m${i}`, 'a', { output: { ...files(`m${i}`, 'a'), sha256: digestOf(String(i)) } }),
    );
    const views = bookOf(...many).views();
    expect([views.length, views[0].path, views.at(-1)!.path]).toEqual([200, 'm204', 'm5']);
  });
});

describe('a set that was built', () => {
  const TEXT = '{"schema":"outcross.manifest/1"}';
  const manifest = (name: string, text = TEXT) => ({ name, bytes: text.length, sha256: digestOf(text) });

  it('comes with its manifest, where that is what was recorded', async () => {
    disk.write('w/m.json', TEXT);
    expect(await viewOf(manifest('m.json'))).toMatchObject({ digest: sha('a'), manifest: JSON.parse(TEXT) });
  });

  it('says why there is none, and what makes one', async () => {
    disk.write('w/changed.json', `${TEXT} `);
    disk.write('w/none.json', 'not json');
    mkdirSync(join(folder, 'folder.json'));
    for (const [given, why] of [
      [undefined, 'names no manifest'],
      [manifest('gone.json'), 'not there any more'],
      [manifest('changed.json'), 'was changed'],
      [manifest('none.json', 'not json'), 'is no manifest'],
      [manifest('folder.json'), 'not there any more'],
      [manifest('.'), 'not there any more'],
    ] as const) {
      const view = await viewOf(given);
      expect(view.absent!.why).toContain(why);
      expect(view.absent!.command).toMatch(/^outcross mix/);
      expect(view).not.toHaveProperty('manifest');
    }
  });

  it.each(['../out.json', 'link.json', 'linked/out.json', 'sub/../../out.json'])(
    'reads nothing outside of the workspace: %s',
    async (name) => {
      disk.write('out.json', TEXT);
      mkdirSync(join(folder, 'sub'), { recursive: true });
      try {
        symlinkSync(join(disk.folder, 'out.json'), join(folder, 'link.json'));
        symlinkSync(disk.folder, join(folder, 'linked'));
      } catch {
        // They stand there from the case before.
      }
      expect((await viewOf(manifest(name))).absent!.why).toContain('outside');
    },
  );

  it('reads a link that stays inside, and a file whose name begins with two dots', async () => {
    disk.write('w/real.json', TEXT);
    symlinkSync(join(folder, 'real.json'), join(folder, 'inside.json'));
    expect(await viewOf(manifest('inside.json'))).toHaveProperty('manifest');
    disk.write('w/..odd.json', TEXT);
    expect(await viewOf(manifest('..odd.json'))).toHaveProperty('manifest');
  });

  it('does not load a manifest that is too large to send', async () => {
    truncateSync(disk.write('w/huge.json', ''), 4_000_001);
    expect(await viewOf(manifest('huge.json'))).toHaveProperty('absent');
  });

  it('gives the command that checks its proof, as a shell takes it', async () => {
    const { proof } = await viewOf(undefined, true);
    expect(proof!.command).toBe("outcross verify 'pro'\\''of.json' --data t.jsonl");
    expect(await viewOf(undefined)).not.toHaveProperty('proof');
  });
});
