import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { runDrill } from './drill.ts';

const disk = scratch();
const temporary = join(disk.folder, 'tmp');
mkdirSync(temporary);
const [examples] = brown('a drill', [90_000]);
const reservoir = disk.write(
  'reservoir.jsonl',
  examples
    .map(({ id, text, group, category }) => `${JSON.stringify({ id, text, group, category })}\n`)
    .join(''),
);
const source = (count = examples.length) => ({
  spec: { inputs: [reservoir], groupField: 'group', categoryField: 'category' },
  examples: count,
});
let time = 0;
const hooks = (signal = new AbortController().signal) => ({ signal, now: () => (time += 500), temporary });

describe('a drill', () => {
  it('makes a line collapse, mends it, times each step, and leaves nothing behind', async () => {
    const result = await runDrill(source(), hooks());
    expect(result.steps.map(({ name }) => name)).toEqual([
      'prepare',
      'collapse',
      'check',
      'recover',
      'mix',
      'retrain',
      'check again',
    ]);
    expect(result.before!.verdict).toMatch(/early|late/);
    expect(result.after!.tail!.ratio).toBeGreaterThan(result.before!.tail!.ratio);
    expect(result.worked).toBe(true);
    for (const { seconds, result: one } of result.steps) expect([seconds, one]).toEqual([0.5, 'passed']);
    expect(result.seconds).toBeGreaterThan(3);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says that a reservoir is too small for it', async () => {
    const few = disk.write('few.jsonl', `${JSON.stringify({ id: 'a', text: 'b' })}\n`.repeat(20));
    await expect(runDrill({ spec: { inputs: [few] }, examples: 20 }, hooks())).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each([1, 3])('stops at a signal in step %i, and leaves nothing behind', async (step) => {
    const stopping = new AbortController();
    let begun = 0;
    const onStep = () => {
      if (++begun === step) stopping.abort();
    };
    const drill = runDrill(source(12_000), { ...hooks(stopping.signal), onStep });
    await expect(drill).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(readdirSync(temporary)).toEqual([]);
  });
});
