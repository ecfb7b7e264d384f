import { beforeAll, describe, expect, it } from 'vitest';
import { brown } from '../../../../test/fixtures/brown.ts';
import { jsonl, scratch } from '../../../corpus/fixtures.test.support.ts';
import type { LabArm, LabRun } from '../../run/result.ts';
import { runLab } from '../../run/run.ts';
import { type RunRequest, settle } from '../../run/settings.ts';
import { scenarioOf } from '../catalogue.ts';
import { brownFolder, readBrown } from './brown.ts';
import { humanText } from './human-text.ts';
import { distinctShare, tailCoverage, tailWords } from './text-measures.ts';
import { WordCodec } from './vocabulary.ts';

const disk = scratch();

let text: string[];
beforeAll(() => {
  // An eighth of the corpus: models of so little text are quickly trained, and fall apart quickly.
  text = [disk.write('brown.jsonl', jsonl(brown('lab', [130_000])[0]))];
});

function lab(request: RunRequest): Promise<LabRun> {
  return runLab(settle(scenarioOf('text'), { text, ...request }), { version: '0', workers: 0 });
}

function last(arms: readonly LabArm[], metric: string): number[] {
  return arms.map((arm) => arm.generations.at(-1)!.values[metric].mean);
}

describe('lab run text, with n-gram models of the Brown corpus', () => {
  it('finds replace worse than subsample, and subsample worse than accumulate', async () => {
    const { arms } = await lab({
      samples: 150,
      generations: 2,
      replicates: 1,
      loops: ['replace', 'subsample', 'accumulate'],
    });
    const [replace, subsample, accumulate] = last(arms, 'perplexity');
    expect(replace).toBeGreaterThan(1.05 * subsample);
    expect(subsample).toBeGreaterThan(accumulate);
    for (const arm of arms) expect(arm.generations[0]).toEqual(arms[0].generations[0]);
    const verdicts = arms.map((arm) => arm.generations.flatMap((own) => Object.keys(own.verdicts ?? {})));
    expect(verdicts.map((words) => words.length)).toEqual([3, 3, 3]);
  });

  it('finds a lower temperature worse, and that model surer of what it writes itself', async () => {
    const { arms } = await lab({
      samples: 60,
      generations: 2,
      replicates: 1,
      loops: ['replace'],
      temperatures: [1, 0.7],
    });
    const [warm, cold] = last(arms, 'perplexity');
    expect(cold).toBeGreaterThan(1.3 * warm);
    const [unsure, sure] = last(arms, 'own');
    expect(sure).toBeLessThan(unsure / 3);
  });

  it('says how many rows the text has where more are asked for', async () => {
    const few = [
      disk.write('few.jsonl', jsonl(Array.from({ length: 40 }, (_, i) => ({ text: `a b c ${i}` })))),
    ];
    await expect(lab({ text: few, samples: 500, generations: 1, replicates: 1 })).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: expect.stringMatching(/from 4 to \d\d, not 500/),
    });
  });
});

describe('human text', () => {
  it('is split in three by group, the same every time', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({ text: `row ${i}`, id: `r${i}` }));
    const inputs = [disk.write('split.jsonl', jsonl(rows))];
    const parts = await humanText(inputs);
    const sizes = [parts.training, parts.holdout, parts.reservoir].map((part) => part.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(400);
    // Binomial: 200, 100, 100 with standard deviations of 10 and 9.
    for (const [i, size] of sizes.entries()) expect(Math.abs(size - [200, 100, 100][i])).toBeLessThan(45);
    expect(await humanText(inputs)).toEqual(parts);
  });

  it('is refused where a part would be empty, and where there is no file', async () => {
    const one = disk.write('one.txt', 'a single line\n');
    await expect(humanText([one])).rejects.toMatchObject({ code: 'E_EMPTY' });
    await expect(humanText(['no-such-file.jsonl'])).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('keeps all paragraphs of a source of the Brown corpus in one group, without their tags', async () => {
    const paragraphs = await readBrown(brownFolder()!);
    expect(new Set(paragraphs.map(({ group }) => group)).size).toBe(500);
    expect(new Set(paragraphs.map(({ category }) => category)).size).toBe(15);
    const [first] = paragraphs.filter(({ group }) => group === 'ca01');
    expect(first.text).toMatch(/^The Fulton County Grand Jury said Friday/);
    expect(first.text).not.toContain('/at');
  });
});

const rowsOf = (...rows: number[][]) => rows.map((row) => Uint32Array.from(row));

describe('distinctShare', () => {
  it('counts different n-grams within rows, among the first tokens', () => {
    const rows = rowsOf([1, 2, 1, 2], [1, 2, 3]);
    expect(distinctShare(rows, 1, 7)).toBe(3 / 7);
    expect(distinctShare(rows, 2, 7)).toBe(3 / 5);
    expect(distinctShare(rows, 2, 4)).toBe(2 / 3);
  });

  it('does not exist for a text that is too short', () => {
    expect(distinctShare(rowsOf([1, 2]), 1, 3)).toBeUndefined();
    expect(distinctShare(rowsOf([1]), 2, 1)).toBeUndefined();
  });
});

describe('tail words', () => {
  const rows = rowsOf(...Array.from({ length: 20 }, (_, i) => [0, 1, i < 2 ? 7 : 0, i === 5 ? 8 : 0]));

  it('are the rarest of those in two rows or more, down to a tenth of the mass', () => {
    // 7 is in two rows; 8 in one alone. Common words enter the tail only with the mass that crosses a tenth.
    const tail = tailWords(rows);
    expect(tail.has(7)).toBe(true);
    expect(tail.has(8)).toBe(false);
    expect(tail.has(0)).toBe(false);
  });

  it('do not depend on the order of the rows, nor on what ids words have', () => {
    const other = rows.toReversed().map((row) => row.map((word) => 100 - word));
    expect([...tailWords(other)].map((word) => 100 - word).sort()).toEqual([...tailWords(rows)].sort());
  });

  it('are covered as far as the first tokens have them', () => {
    const tail = new Set([7, 9]);
    expect(tailCoverage(rowsOf([7, 1], [9]), tail, 2)).toBe(0.5);
    expect(tailCoverage(rowsOf([7, 1], [9]), tail, 3)).toBe(1);
    expect(tailCoverage(rowsOf([7, 1], [9]), tail, 4)).toBeUndefined();
    expect(tailCoverage(rowsOf([1]), new Set(), 1)).toBeUndefined();
  });
});

describe('WordCodec', () => {
  it('gives words ids and takes them back', () => {
    const codec = new WordCodec();
    const ids = codec.encode('to be or not to be');
    expect([...ids]).toEqual([0, 1, 2, 3, 0, 1]);
    expect(codec.decode(ids)).toBe('to be or not to be');
    expect(codec.decode(new Uint32Array())).toBe('');
    expect(codec.size).toBe(4);
  });
});
