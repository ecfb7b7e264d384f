import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openWorkspace } from '../workspace.ts';
import { generationsOf } from './line.ts';

const disk = scratch();
let folders = 0;

async function lineOf(yaml: string, files: readonly string[] = []) {
  const name = `w${folders++}`;
  disk.write(join(name, 'outcross.yaml'), yaml);
  for (const file of files) disk.write(join(name, file), '{"text":"x"}\n');
  const generations = await generationsOf(await openWorkspace(join(disk.folder, name)));
  return generations.map(({ name, corpus }) => [name, corpus.length]);
}

describe('generationsOf', () => {
  it('orders what a pattern matches by name, numbers as numbers', async () => {
    const files = ['d/g10.jsonl', 'd/g2.jsonl', 'd/g1.jsonl.gz', 'd/.g3.jsonl'];
    expect(await lineOf('generations: "d/g*.jsonl*"\n', files)).toEqual([
      ['g1', 1],
      ['g2', 1],
      ['g10', 1],
    ]);
  });

  it('takes a folder that a pattern matches for one generation', async () => {
    const files = ['d/g1/a.jsonl', 'd/g1/b.jsonl', 'd/g2/a.jsonl'];
    expect(await lineOf('generations: "d/g*"\n', files)).toEqual([
      ['g1', 2],
      ['g2', 1],
    ]);
  });

  it('tells files of one name by their folders', async () => {
    expect(await lineOf('generations: "d/*/out.jsonl"\n', ['d/g1/out.jsonl', 'd/g2/out.jsonl'])).toEqual([
      ['g1/out', 1],
      ['g2/out', 1],
    ]);
  });

  it('gives none before the first is there, or where none is named', async () => {
    expect(await lineOf('generations: "d/g*.jsonl"\n')).toEqual([]);
    expect(await lineOf('line: x\n')).toEqual([]);
    expect(await lineOf('generations: []\n')).toEqual([]);
  });

  it('keeps a list as it stands, with the names given', async () => {
    const yaml = 'generations:\n  - b.jsonl\n  - {corpus: [a1.jsonl, a2.jsonl], name: second}\n  - dir/\n';
    expect(await lineOf(yaml)).toEqual([
      ['b', 1],
      ['second', 2],
      ['dir', 1],
    ]);
  });

  it('takes paths from the folder of the file, whatever the working folder', async () => {
    disk.write(
      'far/outcross.yaml',
      'generations: [{corpus: d/x.jsonl, trainedOn: [/abs/t.jsonl], model: m}]\n',
    );
    const [generation] = await generationsOf(await openWorkspace(join(disk.folder, 'far')));
    expect(join(process.cwd(), generation.corpus[0])).toBe(join(disk.folder, 'far', 'd', 'x.jsonl'));
    expect(generation).toMatchObject({ name: 'x', trainedOn: ['/abs/t.jsonl'], model: 'm' });
  });

  it('refuses two of one name, with the line', async () => {
    await expect(lineOf('generations:\n  - a/g1.jsonl\n  - b/g1.jsonl\n')).rejects.toMatchObject({
      code: 'E_CONFIG',
      where: expect.stringContaining('outcross.yaml:3'),
    });
  });
});
