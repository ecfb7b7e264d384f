import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNRECORDED_FOLDER } from '../../../ledger/unrecorded.ts';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();

async function outcross(folder: string, ...args: string[]) {
  const { context, out, err } = desk();
  const status = await run([...args, '--config', join(folder, 'outcross.yaml')], context);
  return { status, out: out.text, err: err.text };
}

describe('outcross sources register', () => {
  it('records which models feed a source; what is said later counts', async () => {
    const { folder } = await make('line: x\n');
    const register = (...args: string[]) =>
      outcross(folder, 'sources', 'register', 'forum', '--origin', 'mixed', ...args);
    expect(await register('--fed-by', 'm1', 'm2')).toEqual({
      status: 0,
      out: 'forum: registered as mixed\n',
      err: '',
    });
    const listed = async () => JSON.parse((await outcross(folder, 'sources', 'list', '--json')).out).sources;
    expect(await listed()).toEqual([{ name: 'forum', origin: 'mixed', fedBy: ['m1', 'm2'] }]);
    await register();
    expect(await listed()).toEqual([{ name: 'forum', origin: 'mixed' }]);
  });

  it('shows the models in the lineage of the source', async () => {
    const { folder } = await make('line: x\n');
    await outcross(folder, 'sources', 'register', 'forum', '--origin', 'mixed', '--fed-by', 'helper');
    const { out } = await outcross(folder, 'lineage', 'source:forum', '--json');
    expect(JSON.parse(out).edges).toEqual([{ parent: 'model:helper', child: 'source:forum', how: 'feeds' }]);
  });

  it('keeps nothing for later that the ledger would refuse later too', async () => {
    const { folder } = await make('line: x\n');
    const args = ['sources', 'register', 'forum', '--origin', 'human', '--license', 'x'.repeat(201)];
    const { status, err } = await outcross(folder, ...args);
    expect([status, err.includes('license'), err.includes('ledger record')]).toEqual([2, true, false]);
    expect(existsSync(join(folder, UNRECORDED_FOLDER))).toBe(false);
  });

  it.each([
    [['--from', '2026-02-31'], '--from'],
    [['--to', 'soon'], '--to'],
    [['--from', '2026-03-01', '--to', '2026-02-01'], '--to'],
    [['--origin', 'martian'], '--origin'],
  ])('records nothing of %j, and names the option', async (args, option) => {
    const { folder } = await make('line: x\n');
    const { status, err } = await outcross(folder, 'sources', 'register', 'a', '--origin', 'human', ...args);
    expect([status, err.includes(option)]).toEqual([2, true]);
    expect(existsSync(join(folder, '.outcross'))).toBe(false);
  });

  it('connects a source with the files that it names, and refuses one that is not there', async () => {
    const { folder } = await make('line: x\n', { 'a.jsonl': '{"text":"a"}\n' });
    const register = (file: string) =>
      outcross(folder, 'sources', 'register', 'a', '--origin', 'human', '--files', join(folder, file));
    expect((await register('gone.jsonl')).status).toBe(2);
    expect((await register('a.jsonl')).status).toBe(0);
    const [{ files }] = JSON.parse((await outcross(folder, 'sources', 'list', '--json')).out).sources;
    expect(files).toMatchObject({ name: 'a.jsonl', count: 1, bytes: 13 });
  });
});

describe('outcross sources list', () => {
  it('says what to run where there is none, and needs a ledger', async () => {
    const { folder } = await make('line: x\n');
    expect((await outcross(folder, 'sources', 'list')).status).toBe(2);
    await outcross(folder, 'sources', 'register', 'a', '--origin', 'human');
    expect((await outcross(folder, 'sources', 'list')).out).toMatch(/a\s+human/);
  });

  it('shows names as what they are, and fits a narrow terminal', async () => {
    const { folder } = await make('line: x\n');
    const hostile = '\u202e\u001b[2Jevil';
    await outcross(folder, 'sources', 'register', hostile, '--origin', 'human', '--owner', 'o'.repeat(150));
    const { context, out } = desk();
    out.columns = 60;
    expect(await run(['sources', 'list', '--config', join(folder, 'outcross.yaml')], context)).toBe(0);
    expect([hiddenIn(out.text), widest(out.text) <= 60]).toEqual([[], true]);
    expect(out.text).toContain('evil');
  });
});
