import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../profile/codec.ts';
import { total } from '../profile/tally.ts';
import { inputFiles, loadInputs } from './check-inputs.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { desk, makeProfile } from './fixtures.test.support.ts';

const disk = scratch();
const rows = (n: number, more: (i: number) => object = () => ({})) =>
  jsonl(Array.from({ length: n }, (_, i) => ({ text: `row number ${i}`, ...more(i) })));

const human = disk.write(
  'human.jsonl',
  rows(40, (i) => ({ author: `a${i % 3}`, kind: `k${i % 2}`, source: { kind: 'x' } })),
);
const bare = disk.write('g1.jsonl', rows(20));
const made = disk.write('g2.profile', encodeProfile(makeProfile([{}, {}, {}, {}])));

async function load(generations: readonly string[], options: Partial<CheckCommandOptions> = {}) {
  const { context, err } = desk();
  const all = { name: [], failOn: [], workers: 0, against: [human], ...options };
  return { input: await loadInputs(generations, all, context), said: err.text };
}

const blocks = (profile: { tally: { examples: Float64Array } }) =>
  profile.tally.examples.filter((n) => n > 0).length;

describe('loadInputs', () => {
  it('reads corpora and profiles alike, in the order given, under their names', async () => {
    const { input, said } = await load([bare, made], {
      reservoir: [human],
      name: [`last=${made}`],
      trainedOn: [bare],
    });
    expect(input.generations.map(({ name }) => name)).toEqual(['g1', 'last']);
    expect(input.generations.map(({ profile }) => total(profile.tally.examples))).toEqual([20, 4]);
    expect([input.against, input.reservoir!, input.training!].map((p) => total(p.tally.examples))).toEqual([
      40, 40, 20,
    ]);
    expect(said).toBe('');
    const { input: less } = await load([bare]);
    expect(less).not.toHaveProperty('reservoir');
    expect(less).not.toHaveProperty('training');
  });

  it('merges what one option names: corpora and profiles together', async () => {
    const { input } = await load([bare], { against: [human, made] });
    expect(total(input.against.tally.examples)).toBe(44);
  });

  it('reads sets that were built for generations, unless something else says what they were trained on', async () => {
    const set = disk.write('set.jsonl', rows(12));
    const built = { builtSets: new Map([['g1', [set]]]), notes: ['of g1'], format: 'jsonl' as const };
    const { input, said } = await load([bare], built);
    expect(total(input.trainingSets!.get('g1')!.tally.examples)).toBe(12);
    expect(said).toBe('note of g1\n');
    const { input: told } = await load([bare], { ...built, train: [`g1=${human}`] });
    expect(total(told.trainingSets!.get('g1')!.tally.examples)).toBe(40);
  });

  it.each([
    ['is gone', () => join(disk.folder, 'nowhere.jsonl'), /does not exist/],
    ['has another text field', () => disk.write('other.jsonl', jsonl([{ words: 'x' }])), /text/],
    ['is too small to tell anything by', () => disk.write('small.jsonl', rows(2)), /holds 2 examples/],
  ])('goes on without a built set that %s, with a note', async (_, path, why) => {
    const { input, said } = await load([bare], { textField: 'text', builtSets: new Map([['g1', [path()]]]) });
    expect(input).not.toHaveProperty('trainingSets');
    expect(said).toMatch(/^note g1 is held against no training set: /);
    expect(said).toMatch(why);
  });

  it('leaves it to who reads a URI whether something is there', async () => {
    const files = await inputFiles(['s3a://bucket/g1'], { against: [human], name: [] } as never);
    expect(files).toEqual([human, 's3a://bucket/g1']);
    const refused = { code: 'E_UNSUPPORTED', where: 's3a://bucket/g1' };
    await expect(load(['s3a://bucket/g1'])).rejects.toMatchObject(refused);
  });

  it('wants human text', async () => {
    await expect(load([bare], { against: undefined } as object)).rejects.toMatchObject({
      code: 'E_USAGE',
      where: '--against',
      hint: expect.stringContaining('outcross check'),
    });
  });

  it('wants a generation, and says who may have taken it', async () => {
    await expect(load([])).rejects.toMatchObject({
      code: 'E_NO_INPUT',
      hint: expect.stringMatching(/before the options.*--against.*--reservoir.*--trained-on/),
    });
  });

  it('reads standard input once only', async () => {
    const twice = load(['-'], { against: ['-'] });
    await expect(twice).rejects.toMatchObject({
      code: 'E_USAGE',
      where: '-',
      hint: expect.stringContaining('file'),
    });
  });

  it('stops at a malformed row when strict, and counts it otherwise', async () => {
    const broken = disk.write('broken.jsonl', `${rows(5)}not json\n`);
    await expect(load([broken], { strict: true })).rejects.toMatchObject({ code: 'E_ROW' });
    const { input } = await load([broken]);
    expect(input.generations[0].profile.trouble.malformed).toBe(1);
  });

  it('stops at a signal', async () => {
    const { context, interrupt } = desk();
    interrupt();
    const options = { name: [], failOn: [], workers: 0, against: [human] };
    await expect(loadInputs([bare], options, context)).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});

describe('fields that only human text has', () => {
  it('are left out of generations, with a note', async () => {
    const { input, said } = await load([bare], { groupField: 'author' });
    expect(said).toBe(`note ${bare} has no field author: read without it\n`);
    expect(blocks(input.against)).toBeLessThanOrEqual(3);
    expect(blocks(input.generations[0].profile)).toBeGreaterThan(5);
  });

  it('are each told of, and the others kept', async () => {
    const some = disk.write(
      'some.jsonl',
      rows(30, (i) => ({ author: `b${i % 2}` })),
    );
    const { input, said } = await load([some, bare], {
      groupField: 'author',
      categoryField: 'kind',
      idField: 'text',
    });
    expect(said.split('\n').filter((line) => line !== '')).toEqual([
      `note ${some} has no field kind: read without it`,
      expect.stringMatching(/^note .*g1\.jsonl has no field (author|kind): read without it$/),
      expect.stringMatching(/^note .*g1\.jsonl has no field (author|kind): read without it$/),
    ]);
    expect(blocks(input.generations[0].profile)).toBeLessThanOrEqual(2);
    expect(input.against.categories.size).toBe(2);
  });

  it('are told apart, though one name is part of the other', async () => {
    const nested = disk.write(
      'nested.jsonl',
      rows(30, (i) => ({ source: `s${i % 2}` })),
    );
    const sourced = disk.write(
      'sourced.jsonl',
      rows(30, (i) => ({ source: `s${i % 2}`, 'source.kind': 'x' })),
    );
    const { input, said } = await load([nested], {
      against: [sourced],
      groupField: 'source',
      categoryField: 'source.kind',
    });
    expect(said).toBe(`note ${nested} has no field source.kind: read without it\n`);
    expect(blocks(input.generations[0].profile)).toBeLessThanOrEqual(2);
  });

  it('are wanted of the human text itself, and the text always', async () => {
    await expect(load([bare], { against: [bare], groupField: 'author' })).rejects.toMatchObject({
      code: 'E_FIELD',
    });
    const other = disk.write('other.jsonl', jsonl([{ body: 'x' }, { body: 'y' }]));
    await expect(load([other], { groupField: 'author' })).rejects.toMatchObject({
      code: 'E_FIELD',
      hint: expect.stringContaining('--text-field'),
    });
  });

  it.skipIf(process.platform === 'win32')(
    'cannot be left out of a stream: it is not read twice',
    async () => {
      const pipe = join(disk.folder, 'pipe.jsonl');
      execFileSync('mkfifo', [pipe]);
      const written = writeFile(pipe, rows(20));
      await expect(load([pipe], { groupField: 'author' })).rejects.toMatchObject({
        code: 'E_FIELD',
        hint: expect.stringContaining('save it to a file'),
      });
      await written;
    },
  );

  it('are named so that a terminal is safe', async () => {
    const odd = disk.write('odd\u001b[2J.jsonl', rows(20));
    const { said } = await load([odd], { groupField: 'author' });
    expect(said).toContain('[U+001B][2J');
  });
});

describe('inputFiles', () => {
  const options = { name: [], failOn: [], against: [human] };

  it('are all files that are read, those of folders and patterns, too', async () => {
    const one = disk.write('many/one.jsonl', rows(4));
    const two = disk.write('many/deep/two.jsonl', rows(4));
    const name = [`x=${join(disk.folder, 'many', 'o*.jsonl')}`];
    const all = { ...options, name, reservoir: [join(disk.folder, 'many')], trainedOn: [bare] };
    expect(await inputFiles([made, '-'], all)).toEqual([human, two, one, bare, made, '-', one]);
  });

  it.each(['against', 'reservoir', 'trainedOn', 'generation'])('must exist: %s', async (role) => {
    const typo = join(disk.folder, 'humna.jsonl');
    const run = inputFiles(role === 'generation' ? [typo] : [bare], { ...options, [role]: [typo] });
    await expect(run).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('human.jsonl'),
    });
  });
});
