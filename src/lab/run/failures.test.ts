import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { scenarioOf } from '../scenarios/catalogue.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { Finished } from './line.ts';
import { runReplicate } from './replicate.ts';
import { runLab } from './run.ts';
import { type RunRequest, settle } from './settings.ts';

const disk = scratch();
const SMALL: RunRequest = { samples: 20, generations: 2, replicates: 6, parameters: { categories: 20 } };

describe('runLab, where something breaks', () => {
  it('fails with the error of the disk where a replicate cannot be kept, and lets go of the folder', async () => {
    const folder = join(disk.folder, 'full');
    const settings = settle(scenarioOf('categorical'), SMALL);
    const spoil = () => {
      const replicates = join(folder, 'replicates');
      if (!existsSync(replicates)) return;
      // A file where the folder was: nothing can be written below it.
      rmSync(replicates, { recursive: true, force: true });
      writeFileSync(replicates, '');
    };
    const hooks = { version: '0', workers: 0, out: { folder, resume: false }, onProgress: spoil };
    // One rejection, of the run, and none that nobody listens to: Vitest fails on those.
    await expect(runLab(settings, hooks)).rejects.toMatchObject({ code: expect.stringMatching(/^E_/) });
    rmSync(join(folder, 'replicates'));
    const again = await runLab(settings, { version: '0', workers: 0, out: { folder, resume: true } });
    expect(again).toEqual(await runLab(settings, { version: '0', workers: 0 }));
  });

  it.each<[RunRequest, string]>([
    [{ loops: [] }, 'loop'],
    [{ temperatures: [] }, 'temperature'],
  ])('refuses to compare nothing: %j', (request, name) => {
    expect(() => settle(scenarioOf('gaussian'), request)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: `a run needs at least one ${name}` }),
    );
  });

  it.each<[string, RunRequest, string]>([
    ['gaussian', { temperatures: [Number.NaN] }, 'temperature'],
    ['gaussian', { temperatures: [Infinity] }, 'temperature'],
    ['gaussian', { real: Number.NaN }, 'real share'],
    ['gaussian', { samples: Number.NaN }, 'samples'],
    ['density', { parameters: { bandwidth: 0 } }, 'bandwidth'],
    ['density', { parameters: { bandwidth: Number.NaN } }, 'bandwidth'],
    ['regression', { parameters: { noise: -1 } }, 'noise'],
    ['categorical', { parameters: { categories: 1 } }, 'categories'],
    ['categorical', { parameters: { exponent: 11 } }, 'exponent'],
    ['mixture', { parameters: { components: 2.5 } }, 'components'],
  ])('%s refuses %j and names what is wrong', (scenario, request, name) => {
    expect(() => settle(scenarioOf(scenario), request)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(name) }),
    );
  });
});

describe('runReplicate', () => {
  it('reads text again that it could not read before', async () => {
    const file = join(disk.folder, 'later.jsonl');
    const task = {
      scenario: 'text',
      experiment: { learner: 'ngram', samples: 20, parameters: { order: 1 }, seed: 's', text: [file] },
      arm: { loop: 'replace' },
      generations: 1,
      replicate: 0,
    };
    await expect(runReplicate(task)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    const rows = Array.from({ length: 160 }, (_, i) => ({
      id: `${i}`,
      text: `the cat ${i % 7} sat on the mat ${i % 3}`,
    }));
    disk.write('later.jsonl', jsonl(rows));
    const { values, verdicts } = await runReplicate(task);
    expect(values).toHaveLength(2);
    expect(verdicts).toHaveLength(2);
  });
});

describe('a checkpoint', () => {
  const path = join(disk.folder, 'kept.partial');

  it('gives numbers, strings and typed arrays back as they were', async () => {
    const finished: Finished<unknown> = {
      outputs: [
        { values: Float64Array.of(0.1, -0, Number.NaN), dimensions: 1 },
        Uint32Array.of(7),
        ['a', '\u{1F600}'],
      ],
      values: [{ x: 0.1 + 0.2 }, {}],
    };
    await writeCheckpoint(path, finished);
    expect(await readCheckpoint(path)).toEqual(finished);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('{"format":"outcross.lab-checkpoint/1"}')],
    ['a single byte', Uint8Array.of(255)],
  ])('that holds %s is no checkpoint', async (_, bytes) => {
    writeFileSync(path, bytes);
    expect(await readCheckpoint(path)).toBeUndefined();
  });

  it('that was cut off is no checkpoint', async () => {
    await writeCheckpoint(path, { outputs: [new Float64Array(100)], values: [{}] });
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(path);
    for (const length of [1, 20, bytes.length - 50, bytes.length - 1]) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(await readCheckpoint(path)).toBeUndefined();
    }
  });
});
