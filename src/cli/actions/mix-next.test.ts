import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import type { Workspace } from '../../workspace.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const { make, anchored } = workspaces();
const LINE = 'generations: "g*.jsonl"\n';
const files = { 'human.jsonl': humanRows(60), 'g1.jsonl': madeRows(10, 1) };

async function mix({ folder }: Workspace, ...args: string[]) {
  const { context, out, err } = desk();
  const named = ['mix', ...args, '--config', join(folder, 'outcross.yaml'), '--workers', '0'];
  const status = await run(named, context);
  return { status, out: out.text, err: err.text };
}
const rows = ({ folder }: Workspace, path: string) =>
  readFileSync(join(folder, path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('outcross mix in a workspace', () => {
  it('builds the set of the next generation in a folder that it makes', async () => {
    const workspace = await make(`human: human.jsonl\n${LINE}`, files);
    expect(await mix(workspace)).toMatchObject({ status: 0, err: '' });
    const origins = rows(workspace, 'mixes/train-2.jsonl').map(({ provenance }) => provenance.origin);
    expect(origins.filter((origin) => origin === 'human')).toHaveLength(60);
  });

  it('lets nothing of the holdout in, though no option names the anchor', async () => {
    const workspace = await anchored(`human: human.jsonl\n${LINE}`, { 'g1.jsonl': madeRows(10, 1) });
    expect((await mix(workspace)).status).toBe(0);
    const held = new Set(rows(workspace, 'anchor/holdout.jsonl').map(({ id }) => id));
    const mixed = rows(workspace, 'mixes/train-2.jsonl').map(({ id }) => id);
    expect(held.size).toBeGreaterThan(0);
    expect(mixed.filter((id) => held.has(id))).toEqual([]);
  });

  it('makes the folder of the rejects too, where the workspace names it', async () => {
    const yaml = `human: human.jsonl\n${LINE}mix: {rejects: "out/deep/{generation}.jsonl"}\npolicy: {size: 40}\n`;
    const workspace = await make(yaml, files);
    expect(await mix(workspace)).toMatchObject({ status: 0, err: '' });
    expect(rows(workspace, 'out/deep/2.jsonl').length + rows(workspace, 'mixes/train-2.jsonl').length).toBe(
      70,
    );
  });

  it('makes nothing for a plan', async () => {
    const yaml = `human: human.jsonl\n${LINE}mix: {rejects: "out/{generation}.jsonl"}\n`;
    const workspace = await make(yaml, files);
    const before = readdirSync(workspace.folder);
    expect(await mix(workspace, '--dry-run')).toMatchObject({ status: 0, err: '' });
    expect(readdirSync(workspace.folder)).toEqual(before);
  });

  it.each([
    ['a set', 'mix: {output: "human.jsonl/train.jsonl"}\n'],
    ['rejects', 'mix: {rejects: "human.jsonl/out.jsonl"}\n'],
  ])('says that the folder of %s cannot be made, and whose word it was', async (_, yaml) => {
    const { status, out, err } = await mix(await make(`human: human.jsonl\n${yaml}`, files));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^error \[E_WRITE\] the folder .*human\.jsonl cannot be made\n[\s\S]*outcross\.yaml/);
  });

  it('never builds over the set of a generation that is there', async () => {
    const workspace = await make(`human: human.jsonl\n${LINE}`, files);
    await mix(workspace);
    const before = readFileSync(join(workspace.folder, 'mixes/train-2.jsonl'), 'utf8');
    const again = await mix(workspace, '--seed', 'other');
    expect(again).toMatchObject({ status: 2, err: expect.stringContaining('--force') });
    expect(readFileSync(join(workspace.folder, 'mixes/train-2.jsonl'), 'utf8')).toBe(before);
  });

  it('says what is missing where the workspace names nothing to mix', async () => {
    const { status, err } = await mix(await make('line: x\n'));
    expect(status).toBe(2);
    expect(err).toMatch(/^error \[E_NO_INPUT\][\s\S]*human: and generations: in outcross\.yaml/);
  });

  it('lets nothing of the holdout in where corpora are named, and says so, unless it is told not to', async () => {
    const workspace = await anchored(`human: human.jsonl\n${LINE}`, { 'g1.jsonl': madeRows(10, 1) });
    const { folder } = workspace;
    const corpora = ['human.jsonl', 'g1.jsonl'].map((name) => join(folder, name));
    const held = new Set(rows(workspace, 'anchor/holdout.jsonl').map(({ id }) => id));
    const heldIn = (path: string) => rows(workspace, path).filter(({ id }) => held.has(id)).length;
    const guarded = await mix(workspace, ...corpora, '-o', join(folder, 'a.jsonl'));
    expect(guarded).toMatchObject({
      status: 0,
      err: expect.stringMatching(/^note the workspace's anchor .*anchor/),
    });
    expect(heldIn('a.jsonl')).toBe(0);
    const named = await mix(
      workspace,
      ...corpora,
      '-o',
      join(folder, 'b.jsonl'),
      '--anchor',
      join(folder, 'anchor'),
    );
    expect(named.err).not.toContain('note');
    expect(heldIn('b.jsonl')).toBe(0);
    const open = await mix(workspace, ...corpora, '-o', join(folder, 'c.jsonl'), '--no-anchor');
    expect([open.status, open.err]).toEqual([0, '']);
    expect(heldIn('c.jsonl')).toBe(held.size);
    expect((await mix(workspace, '--no-anchor')).status).toBe(0);
    expect(rows(workspace, 'mixes/train-2.jsonl').length).toBeGreaterThan(0);
  });

  it('takes nothing of the line where corpora are named: that is another set', async () => {
    const workspace = await make(`human: human.jsonl\n${LINE}`, files);
    const { err } = await mix(workspace, join(workspace.folder, 'human.jsonl'));
    expect(err).toContain('where to write was not said');
    const output = join(workspace.folder, 'own.jsonl');
    expect((await mix(workspace, join(workspace.folder, 'human.jsonl'), '-o', output)).status).toBe(0);
    expect(rows(workspace, 'own.jsonl')).toHaveLength(60);
  });
});
