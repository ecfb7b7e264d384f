import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipfCorpus } from '../../../test/oracles/corpus.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { RECOVERY_SCHEMA, type RecoveryPlan } from '../plan.ts';
import { DrillLine } from './drill-line.ts';

const disk = scratch();
const reservoir = disk.write(
  'reservoir.jsonl',
  jsonl(zipfCorpus({ seed: 'drill', examples: 400, vocabulary: 300 }).map(({ id, text }) => ({ id, text }))),
);
let made = 0;

function lineIn(signal = new AbortController().signal) {
  const folder = join(disk.folder, `line${made++}`);
  mkdirSync(folder);
  const source = { spec: { inputs: [reservoir] }, examples: 400 };
  return { folder, line: new DrillLine(source, folder, { signal, now: () => 0 }) };
}
const head = { schema: RECOVERY_SCHEMA, line: 'drill', generation: 'g1', verdict: 'late', why: '' } as const;
const rows = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row));

describe('the line of a drill', () => {
  it('is made of a reservoir that names neither authors nor categories', async () => {
    const { folder, line } = lineIn();
    const { reservoir: kept, holdout } = await line.prepare();
    expect(kept + holdout).toBe(400);
    // A quarter: five standard errors.
    expect(Math.abs(holdout - 100)).toBeLessThan(5 * Math.sqrt(400 * 0.25 * 0.75));
    const ids = (name: string) => rows(join(folder, 'anchor', name)).map(({ id }) => id);
    expect(new Set([...ids('reservoir.jsonl'), ...ids('holdout.jsonl')]).size).toBe(400);
  });

  it('mixes what the plan names, and human text alone where nothing is to be kept', async () => {
    const { folder, line } = lineIn();
    await line.prepare();
    const human = join(folder, 'anchor', 'reservoir.jsonl');
    const late: RecoveryPlan = {
      ...head,
      phase: 'late',
      keep: [human],
      drop: [],
      tainted: [],
      commands: [],
      notes: [],
    };
    const found = await line.mix(late);
    expect(found.human).toBe(found.examples);
    expect(rows(join(folder, 'mix.jsonl'))).toHaveLength(found.examples);
    expect(found.examples).toBe(rows(human).length);
  });

  it('never lets the holdout into a mix, though a plan should name it', async () => {
    const { folder, line } = lineIn();
    await line.prepare();
    const anchor = (name: string) => join(folder, 'anchor', name);
    const plan: RecoveryPlan = {
      ...head,
      phase: 'late',
      keep: [anchor('reservoir.jsonl'), anchor('holdout.jsonl')],
      drop: [],
      tainted: [],
      commands: [],
      notes: [],
    };
    const { examples } = await line.mix(plan);
    const held = new Set(rows(anchor('holdout.jsonl')).map(({ text }) => text));
    expect(rows(join(folder, 'mix.jsonl')).filter(({ text }) => held.has(text))).toEqual([]);
    expect(examples).toBeGreaterThan(0);
  });

  it('has nothing to mix where there is nothing to recover, and says so by a code', async () => {
    const { line } = lineIn();
    await line.prepare();
    const none: RecoveryPlan = { ...head, phase: 'none', verdict: 'healthy', advice: 'rest' };
    await expect(line.mix(none)).rejects.toMatchObject({ code: expect.stringMatching(/^E_/) });
  });
});
