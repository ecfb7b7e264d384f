import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { watchedLine, watchedWorkspace } from './watched-line.ts';

const { make } = workspaces();
const names = async (workspace: Parameters<typeof watchedLine>[0]) =>
  (await watchedLine(workspace)).map(({ name }) => name);

describe('the line that is watched', () => {
  it('is that of the workspace, in order', async () => {
    const files = { 'g10.jsonl': madeRows(3, 1), 'g2.jsonl': madeRows(3, 2) };
    const workspace = await make('generations: "g*.jsonl"', files);
    expect(await names(await watchedWorkspace(workspace, undefined))).toEqual(['g2', 'g10']);
  });

  it('is what a folder holds: files of other kinds and those on their way are passed over', async () => {
    const files = {
      'out/g1.jsonl': madeRows(3, 1),
      'out/g2.jsonl.part': 'x',
      'out/.g3.jsonl': 'x',
      'out/notes.pdf': 'x',
      'out/g4/part-1.jsonl': madeRows(3, 4),
      'out/g4/part-2.jsonl': madeRows(3, 4),
    };
    const workspace = await make('line: x', files);
    const watched = await watchedWorkspace(workspace, join(workspace.folder, 'out'));
    expect((await watchedLine(watched)).map(({ name, corpus }) => [name, corpus.length])).toEqual([
      ['g1', 1],
      ['g4', 2],
    ]);
  });

  it('is empty where there is nothing yet', async () => {
    const workspace = await make('line: x');
    mkdirSync(join(workspace.folder, 'empty'));
    for (const place of ['empty', 'not/there/*.jsonl'])
      expect(await names(await watchedWorkspace(workspace, join(workspace.folder, place)))).toEqual([]);
  });

  it('may be a list, whose corpora need not be there yet', async () => {
    const workspace = await make('generations: [a.jsonl, {name: b, corpus: later.jsonl}]');
    expect(await names(workspace)).toEqual(['a', 'b']);
  });
});
