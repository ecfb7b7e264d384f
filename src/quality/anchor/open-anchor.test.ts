import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { ANCHOR_SCHEMA } from './anchor-document.ts';
import { openAnchor, readAnchorDocument, sha256 } from './open-anchor.ts';

const disk = scratch();
const GUARD = new TextEncoder().encode('not read before it is asked for');
const file = (name: string) => ({ name, bytes: 1, sha256: '' });
const DOCUMENT = {
  schema: ANCHOR_SCHEMA,
  guard: { ...file('holdout.near'), sha256: sha256(GUARD) },
  reservoir: { corpus: file('reservoir.jsonl'), profile: file('reservoir.profile') },
  holdout: { corpus: file('holdout.jsonl'), profile: file('holdout.profile') },
};
let folders = 0;

/** A folder with an `anchor.json` and a guard. */
function anchorOf(text: string, name = `anchor-${folders++}`): string {
  disk.write(`${name}/holdout.near`, GUARD);
  disk.write(`${name}/anchor.json`, text);
  return join(disk.folder, name);
}

describe('openAnchor', () => {
  it('opens a folder, or the document in it, as the same anchor', async () => {
    const folder = anchorOf(JSON.stringify(DOCUMENT));
    const { guard: _, ...opened } = await openAnchor(folder);
    expect(opened).toMatchObject({
      folder,
      reservoir: join(folder, 'reservoir.jsonl'),
      holdoutProfile: join(folder, 'holdout.profile'),
      guardBytes: GUARD,
    });
    const { guard: __, ...same } = await openAnchor(join(folder, 'anchor.json'));
    expect(same).toEqual(opened);
  });

  it('opens a folder whose name ends like that of the document', async () => {
    const folder = anchorOf(JSON.stringify(DOCUMENT), 'my-anchor.json');
    expect((await openAnchor(folder)).folder).toBe(folder);
  });

  it.each([
    ['nothing', ''],
    ['a document that was cut short', JSON.stringify(DOCUMENT).slice(0, -5)],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"outcross.anchor/1"'],
    ['another schema', JSON.stringify({ ...DOCUMENT, schema: 'outcross.anchor/2' })],
    ['a schema alone', JSON.stringify({ schema: ANCHOR_SCHEMA })],
    ['a guard without a name', JSON.stringify({ ...DOCUMENT, guard: {} })],
    ['a side that is null', JSON.stringify({ ...DOCUMENT, holdout: null })],
    ['a side without a profile', JSON.stringify({ ...DOCUMENT, reservoir: { corpus: file('x') } })],
  ])('takes %s for no anchor', async (_, text) => {
    const folder = anchorOf(text);
    await expect(openAnchor(folder)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: join(folder, 'anchor.json'),
      hint: 'Give the folder that `outcross anchor -o` wrote.',
    });
  });

  it('says that the guard is gone', async () => {
    const folder = anchorOf(JSON.stringify({ ...DOCUMENT, guard: { ...DOCUMENT.guard, name: 'gone.near' } }));
    await expect(openAnchor(folder)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      where: join(folder, 'gone.near'),
    });
  });

  it('trusts no guard whose digest is not stated', async () => {
    const folder = anchorOf(JSON.stringify({ ...DOCUMENT, guard: { name: 'holdout.near' } }));
    await expect(openAnchor(folder)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: join(folder, 'holdout.near'),
    });
  });
});

describe('readAnchorDocument', () => {
  it('says what was likely meant where the folder does not exist', async () => {
    anchorOf(JSON.stringify(DOCUMENT), 'reservoirs');
    await expect(readAnchorDocument(join(disk.folder, 'reservoir'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: `Did you mean ${join(disk.folder, 'reservoirs')}?`,
    });
  });

  it('tells a folder without a document from a document that is a folder', async () => {
    mkdirSync(join(disk.folder, 'bare'));
    await expect(readAnchorDocument(join(disk.folder, 'bare'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    mkdirSync(join(disk.folder, 'odd/anchor.json'), { recursive: true });
    await expect(readAnchorDocument(join(disk.folder, 'odd'))).rejects.toMatchObject({
      code: 'E_UNREADABLE',
    });
  });

  it('says that a file is no folder', async () => {
    const path = disk.write('plain.txt', 'x');
    await expect(readAnchorDocument(path)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});
