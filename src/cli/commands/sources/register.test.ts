import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { desk } from '../../fixtures.test.support.ts';
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
});
