import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { runReplicate } from './replicate.ts';
import type { ReplicateTask } from './task.ts';

const disk = scratch();

function taskOf(more: Partial<ReplicateTask> = {}): ReplicateTask {
  return {
    scenario: 'gaussian',
    experiment: { learner: 'likelihood', samples: 10, parameters: { dimensions: 1 }, seed: 's' },
    arm: { loop: 'accumulate' },
    generations: 5,
    replicate: 0,
    ...more,
  };
}

describe('runReplicate', () => {
  it('gives the values of every generation, the same each time, and others for another replicate or seed', async () => {
    const one = await runReplicate(taskOf());
    expect(one.values).toHaveLength(6);
    expect(one.verdicts).toBeUndefined();
    expect(await runReplicate(taskOf())).toEqual(one);
    expect(await runReplicate(taskOf({ replicate: 1 }))).not.toEqual(one);
    const { experiment } = taskOf();
    expect(await runReplicate(taskOf({ experiment: { ...experiment, seed: 't' } }))).not.toEqual(one);
  });

  it.each(['accumulate', 'web:0.9:0.5:0.1'])(
    'takes %s up from any generation and gives the same values',
    async (loop) => {
      const arm = { loop };
      const checkpoint = join(disk.folder, `${loop.replaceAll(':', '-')}.partial`);
      const whole = await runReplicate(taskOf({ arm }));
      await runReplicate(taskOf({ arm, checkpoint }));
      const last = (await readCheckpoint(checkpoint))!;
      for (const kept of [1, 3, 6]) {
        const finished = { outputs: last.outputs.slice(0, kept), values: last.values.slice(0, kept) };
        await writeCheckpoint(checkpoint, finished);
        expect(await runReplicate(taskOf({ arm, checkpoint }))).toEqual(whole);
      }
    },
  );

  it('writes no file where none was asked for', async () => {
    await runReplicate(taskOf());
    expect(existsSync(join(disk.folder, 'undefined'))).toBe(false);
  });

  it('counts its generations, those of a checkpoint too', async () => {
    const checkpoint = join(disk.folder, 'ticks.partial');
    for (const _ of ['run', 'taken up']) {
      const ticks = new Int32Array(new SharedArrayBuffer(4));
      await runReplicate(taskOf({ checkpoint, ticks }));
      expect(ticks[0]).toBe(6);
    }
  });

  it('hands the real share to loops that were not given one', async () => {
    const all = await runReplicate(taskOf({ arm: { loop: 'fixed' }, real: 1 }));
    const { experiment } = taskOf();
    const few = await runReplicate(taskOf({ arm: { loop: 'fixed:1' }, experiment }));
    expect(all).toEqual(few);
    // The real rows alone, again and again, give the same model.
    expect(all.values[5]).toEqual(all.values[0]);
  });

  it('throws what is wrong with its loop or scenario', async () => {
    await expect(runReplicate(taskOf({ scenario: 'gausian' }))).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
    await expect(runReplicate(taskOf({ arm: { loop: 'forget' } }))).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
    await expect(runReplicate(taskOf({ arm: { loop: 'verified' } }))).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
  });
});
