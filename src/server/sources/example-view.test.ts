import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { filesFact } from '../../ledger/files-fact.ts';
import { draft } from '../../ledger/fixtures.test.support.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { LedgerDoor, placeOf } from '../aside/reopen.ts';
import { exampleView } from './example-view.ts';
import { inventoryOf } from './inventory.ts';

const { make } = workspaces();
const doors: LedgerDoor[] = [];
afterAll(async () => {
  for (const door of doors) await door.close();
});

const ROWS = [
  { id: 'h', text: 'by a person', provenance: { origin: 'human' } },
  { id: 'child', text: 'made of it', provenance: { origin: 'synthetic', model: 'm', parents: ['h'] } },
  { id: 'orphan', text: 'made of what is gone', provenance: { origin: 'synthetic', parents: ['lost'] } },
];

/** A workspace whose ledger knows these files as corpora. */
async function scene(files: Readonly<Record<string, string>>) {
  const workspace = await make('line: x\n', files);
  const store = await openLedgerOf(workspace, { create: true });
  for (const name of Object.keys(files)) {
    const output = await filesFact(name, [join(workspace.folder, name)], workspace.folder);
    const body = { output, examples: 1, origins: {}, version: '1' };
    await store.append([draft('corpus.tagged', [{ type: 'corpus', id: name }], body)]);
  }
  await store.close();
  const door = new LedgerDoor(placeOf(workspace));
  doors.push(door);
  const view = (id: string, depth = 4) => exampleView(placeOf(workspace), door, { id, depth }, 0);
  return { workspace, view };
}

describe('where an example comes from', () => {
  it('is told by its parents, in whichever corpus they stand, and by what was made of it', async () => {
    const { view } = await scene({ 'a.jsonl': jsonl(ROWS.slice(0, 1)), 'b.jsonl': jsonl(ROWS.slice(1)) });
    const down = await view('h');
    const [child, up] = [down.nodes.find(({ names }) => names.includes('child')), await view('child')];
    expect(child?.step).toBeGreaterThan(0);
    expect(up.nodes.find(({ names }) => names.includes('h'))?.step).toBeLessThan(0);
    expect(up.missing).toEqual([]);
  });

  it('names parents that stand nowhere', async () => {
    const { view } = await scene({ 'a.jsonl': jsonl(ROWS) });
    expect(JSON.stringify((await view('orphan')).missing)).toContain('lost');
  });

  it('says that a file is another than was recorded, and looks into it all the same', async () => {
    const { workspace, view } = await scene({ 'a.jsonl': jsonl(ROWS) });
    appendFileSync(join(workspace.folder, 'a.jsonl'), jsonl([{ id: 'new', text: 'x' }]));
    expect((await view('new')).notes!.join()).toContain('1 file has another size');
  });

  it('is not found, by a code and its name, where no corpus holds it or none is left', async () => {
    const { workspace, view } = await scene({ 'a.jsonl': jsonl(ROWS) });
    for (const id of ['nobody', '__proto__'])
      await expect(view(id)).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: id });
    rmSync(join(workspace.folder, 'a.jsonl'));
    await expect(view('h')).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: expect.stringContaining('no corpus that is still there'),
    });
  });
});

describe('the inventory of a line', () => {
  const counted = async (workspace: Workspace) => inventoryOf(placeOf(workspace), 0);
  const YAML = 'line: x\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';

  it('counts human data and every generation, and sees what was written since', async () => {
    const workspace = await make(YAML, { 'human.jsonl': humanRows(5), 'g1.jsonl': madeRows(3, 1) });
    const names = ({ corpora }: Awaited<ReturnType<typeof counted>>) =>
      corpora.map(({ name, examples }) => [name, examples]);
    expect(names(await counted(workspace))).toEqual([
      ['human', 5],
      ['g1', 3],
    ]);
    writeFileSync(join(workspace.folder, 'g2.jsonl'), madeRows(2, 2));
    appendFileSync(join(workspace.folder, 'g1.jsonl'), madeRows(1, 9));
    expect(names(await counted(workspace))).toEqual([
      ['human', 5],
      ['g1', 4],
      ['g2', 2],
    ]);
  });

  it('takes the workspace as outcross.yaml has it now, not as it was when the server began', async () => {
    const workspace = await make(YAML, { 'human.jsonl': humanRows(5) });
    writeFileSync(
      join(workspace.folder, 'outcross.yaml'),
      'line: x\ndataset: {sources: {press: {license: CC0-1.0}}}\n',
    );
    expect(await counted(workspace)).toEqual({
      corpora: [],
      described: [{ name: 'press', license: 'CC0-1.0', collected: false }],
      unread: [],
    });
  });

  it('names what could not be read, by paths of the workspace, and counts the rest', async () => {
    const workspace = await make(YAML, { 'g1.jsonl': madeRows(3, 1), 'g2.jsonl': 'not json\n' });
    const { corpora, unread } = await counted(workspace);
    expect(corpora.map(({ name }) => name)).toContain('g1');
    expect(unread[0]).toMatchObject({
      name: 'human',
      error: { code: 'E_NOT_FOUND', message: expect.stringContaining('human.jsonl') },
    });
    expect(JSON.stringify(unread)).not.toContain(workspace.folder);
  });
});
