import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { scenarioOf } from '../scenarios/catalogue.ts';
import type { LabRun } from './result.ts';
import { type RunHooks, runLab } from './run.ts';
import { type RunRequest, settle } from './settings.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);

function lab(scenario: string, request: RunRequest, hooks: Partial<RunHooks> = {}): Promise<LabRun> {
  return runLab(settle(scenarioOf(scenario), request), { version: '0', workers: 0, ...hooks });
}

/** A run that takes no time, with every kind of arm. */
const SMALL: RunRequest = {
  samples: 30,
  generations: 3,
  replicates: 4,
  loops: ['replace', 'accumulate', 'fresh:0.1', 'web:0.9:0.5'],
  parameters: { categories: 50 },
};

describe('runLab', () => {
  it('gives the same bytes whatever the number of workers', async () => {
    const alone = JSON.stringify(await lab('categorical', SMALL));
    for (const workers of [1, 3])
      expect(JSON.stringify(await lab('categorical', SMALL, { workers }))).toBe(alone);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const one = JSON.stringify((await lab('categorical', SMALL)).arms);
    expect(JSON.stringify((await lab('categorical', SMALL)).arms)).toBe(one);
    expect(JSON.stringify((await lab('categorical', { ...SMALL, seed: '2' })).arms)).not.toBe(one);
  });

  it('pairs its loops: all begin with the same model', async () => {
    const { arms } = await lab('categorical', { ...SMALL, loops: ['replace', 'accumulate', 'subsample'] });
    for (const arm of arms) expect(arm.generations[0]).toEqual(arms[0].generations[0]);
  });

  it('tells how far it is, to the end', async () => {
    const told: [number, number][] = [];
    await lab('categorical', SMALL, { onProgress: (done, total) => told.push([done, total]) });
    expect(told[0]).toEqual([0, 64]);
    expect(told.at(-1)).toEqual([64, 64]);
  });

  it('stops where the signal is given', async () => {
    const control = new AbortController();
    control.abort();
    await expect(lab('gaussian', {}, { signal: control.signal })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });

  it('throws what a replicate throws', async () => {
    await expect(lab('gaussian', { topK: [3] })).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });
});

describe('runLab, kept in a folder', () => {
  it('goes on after an interruption and gives the same bytes', async () => {
    const whole = JSON.stringify(await lab('categorical', SMALL));
    const folder = at('interrupted');
    const control = new AbortController();
    const stop = (done: number) => {
      if (done >= 20) control.abort();
    };
    await expect(
      lab('categorical', SMALL, { out: { folder, resume: false }, signal: control.signal, onProgress: stop }),
    ).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    const kept = readdirSync(join(folder, 'replicates'));
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.length).toBeLessThan(16);
    const before = readFileSync(join(folder, 'replicates', kept[0]), 'utf8');
    expect(JSON.stringify(await lab('categorical', SMALL, { out: { folder, resume: true } }))).toBe(whole);
    expect(readFileSync(join(folder, 'replicates', kept[0]), 'utf8')).toBe(before);
  });

  it('runs nothing again that is finished', async () => {
    const folder = at('finished');
    const first = await lab('categorical', SMALL, { out: { folder, resume: false } });
    const told: number[] = [];
    const again = await lab('categorical', SMALL, {
      out: { folder, resume: true },
      onProgress: (done) => told.push(done),
    });
    expect(again).toEqual(first);
    expect(told[0]).toBe(64);
  });

  it('takes a long replicate up in its middle', async () => {
    const request: RunRequest = {
      samples: 40,
      generations: 3,
      replicates: 1,
      loops: ['accumulate'],
      parameters: { components: 2 },
    };
    const folder = at('middle');
    const control = new AbortController();
    const whole = await lab('mixture', request);
    const interrupted = lab('mixture', request, { out: { folder, resume: false }, signal: control.signal });
    const partial = join(folder, 'replicates', 'arm-1-replicate-1.partial');
    const watch = setInterval(() => existsSync(partial) && control.abort(), 1);
    await interrupted.then(
      () => rmSync(join(folder, 'replicates', 'arm-1-replicate-1.json')),
      () => {},
    );
    clearInterval(watch);
    expect(await lab('mixture', request, { out: { folder, resume: true } })).toEqual(whole);
  });
});
