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

  it('takes URIs that are named one by one, and looks for none behind a pattern', async () => {
    expect(await lineOf('generations: ["s3a://bucket/g1", {name: b, corpus: "hdfs://n/g2"}]\n')).toEqual([
      ['g1', 1],
      ['b', 1],
    ]);
    await expect(lineOf('generations: "s3a://bucket/line/g*"\n')).rejects.toMatchObject({
      code: 'E_CONFIG',
      where: expect.stringContaining('outcross.yaml'),
      hint: expect.stringContaining('corpus: "s3a://bucket/line/g1"'),
    });
    disk.write('far/g1.jsonl', '{"text":"x"}\n');
    expect(await lineOf(`generations: "file://${disk.folder}/far/g*"\n`)).toEqual([['g1', 1]]);
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

  it.each(['runs (copy)', 'my [data]', 'a*b', '{a,b}', '!x', 'a?b', '+(x)', '#1'])(
    'looks for them in a workspace called %j, and in no other folder that it could be a pattern of',
    async (name) => {
      for (const folder of [name, 'a1b', 'my d', 'x'])
        disk.write(join(folder, 'd/g1.jsonl'), '{"text":"x"}\n');
      disk.write(join(name, 'd/g2.jsonl'), '{"text":"x"}\n');
      disk.write(join(name, 'outcross.yaml'), 'generations: "d/g*.jsonl"\n');
      const generations = await generationsOf(await openWorkspace(join(disk.folder, name)));
      expect(generations.map((each) => [each.name, each.corpus.length])).toEqual([
        ['g1', 1],
        ['g2', 1],
      ]);
    },
  );

  it.each([
    ['d/**/g*.jsonl', ['d/a/g1.jsonl', 'd/b/c/g2.jsonl'], ['g1', 'g2']],
    ['d/*/', ['d/a/x.jsonl', 'd/a/y.jsonl', 'd/b/y.jsonl'], ['a', 'b']],
    ['./d/g{1,2}.jsonl', ['d/g1.jsonl', 'd/g2.jsonl', 'd/g3.jsonl'], ['g1', 'g2']],
    ['d/*/out-*.jsonl', ['d/a/out-1.jsonl', 'd/b/out-1.jsonl'], ['a/out-1', 'b/out-1']],
    ['d/*/out', ['d/a/out/x.jsonl', 'd/a/out/y.jsonl', 'd/b/out/x.jsonl'], ['a/out', 'b/out']],
    ['d', ['d/g1.jsonl', 'd/g2.jsonl'], ['g1', 'g2']],
    ['d/g[1].jsonl', ['d/g[1].jsonl', 'd/g1.jsonl'], ['g[1]']],
  ])('takes %j for the generations that a person means by it', async (pattern, files, names) => {
    const found = await lineOf(`generations: ${JSON.stringify(pattern)}\n`, files);
    expect(found.map(([name]) => name)).toEqual(names);
  });

  it('refuses one generation that stands there twice, packed and not', async () => {
    await expect(lineOf('generations: "d/g*"\n', ['d/g1.jsonl', 'd/g1.jsonl.gz'])).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: 'two generations are called g1',
      where: expect.stringContaining('outcross.yaml:1'),
    });
  });

  it('takes scores and sets from the folder of the file too', async () => {
    disk.write(
      'scored/outcross.yaml',
      'generations: [{corpus: x.jsonl, trainedOn: t.jsonl, modelScores: {holdout: s/h.jsonl, own: /abs/o.jsonl}}]\n',
    );
    const [{ trainedOn, modelScores }] = await generationsOf(
      await openWorkspace(join(disk.folder, 'scored')),
    );
    expect(join(process.cwd(), trainedOn![0])).toBe(join(disk.folder, 'scored', 't.jsonl'));
    expect(join(process.cwd(), modelScores!.holdout)).toBe(join(disk.folder, 'scored', 's', 'h.jsonl'));
    expect(modelScores!.own).toBe('/abs/o.jsonl');
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

  it.each(['.', '..'])('refuses a generation called %s: no address leads to it', async (name) => {
    const yaml = `line: x\ngenerations:\n  - name: g1\n    corpus: a.jsonl\n  - {name: "${name}", corpus: b.jsonl}\n`;
    await expect(lineOf(yaml)).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: `a generation cannot be called ${name}`,
      where: expect.stringMatching(/:5$/),
    });
  });

  it('refuses two of one name, with the line', async () => {
    await expect(lineOf('generations:\n  - a/g1.jsonl\n  - b/g1.jsonl\n')).rejects.toMatchObject({
      code: 'E_CONFIG',
      where: expect.stringContaining('outcross.yaml:3'),
    });
  });
});
