import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import type { Workspace } from '../../workspace.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const { make, anchored } = workspaces();

async function outcross({ folder }: Workspace, command: string, ...args: string[]) {
  const { context, out, err } = desk();
  out.columns = 80;
  const status = await run([command, ...args, '--config', join(folder, 'outcross.yaml')], context);
  return { status, out: out.text, err: err.text };
}

describe('outcross status', () => {
  it('says what there is before anything was remembered, and leaves no trace', async () => {
    const workspace = await make('line: tales\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n', {
      'human.jsonl': humanRows(3),
    });
    const { status, out, err } = await outcross(workspace, 'status');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "tales
      generations  none yet
      verdicts     none
      why          never checked
      anchor       none: nothing is held out to measure against
      last mix     none
      last audit   never run
      due          outcross anchor  no human data are held out to measure against
      "
    `);
    expect(existsSync(join(workspace.folder, '.outcross'))).toBe(false);
  });

  it('knows what commands did', async () => {
    const workspace = await anchored('line: tales\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n', {
      'g1.jsonl': madeRows(8, 1),
    });
    expect((await outcross(workspace, 'mix', '--workers', '0')).status).toBe(0);
    const { out } = await outcross(workspace, 'status', '--json');
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      schema: 'outcross.status/1',
      line: 'tales',
      mix: { generation: 2, output: { name: 'mixes/train-2.jsonl' } },
      due: [{ command: 'outcross check' }, { command: 'outcross audit' }],
    });
  });

  it('calls a line that has no name as its facts do: as its folder', async () => {
    const workspace = await make('human: human.jsonl\n', { 'human.jsonl': humanRows(30) });
    await outcross(workspace, 'mix', '--workers', '0');
    const name = workspace.folder.split('/').at(-1);
    const { out } = await outcross(workspace, 'status', '--json');
    expect(JSON.parse(out).line).toBe(name);
    const { out: log } = await outcross(workspace, 'ledger', 'log', '--json');
    expect(JSON.parse(log).events[0].subjects).toContainEqual({ type: 'line', id: name });
  });

  it('keeps to the columns, and shows names as what they are', async () => {
    const yaml = 'line: "t\\u202e\\u001b[2Jales"\nhuman: human.jsonl\ngenerations: ["a\\u202eb.jsonl"]\n';
    const { out } = await outcross(await make(yaml), 'status');
    expect(hiddenIn(out)).toEqual([]);
    expect(widest(out)).toBeLessThanOrEqual(80);
  });

  it('says so where the ledger is none, rather than that nothing was done', async () => {
    const workspace = await make('human: human.jsonl\n', { 'human.jsonl': humanRows(3) });
    mkdirSync(join(workspace.folder, '.outcross'));
    writeFileSync(
      join(workspace.folder, '.outcross/ledger.sqlite'),
      'no database, but some text that stands here',
    );
    const { status, out, err } = await outcross(workspace, 'status');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^error \[E_/);
  });

  it('wants a workspace', async () => {
    const { context, err } = desk();
    expect(await run(['status', '--no-config'], context)).toBe(2);
    expect(err.text).toMatch(/E_NOT_FOUND[\s\S]*outcross init/);
  });
});
