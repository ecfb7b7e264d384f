import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../../test/oracles/corpus.ts';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../../../profile/codec.ts';
import type { MapView } from '../../wire.ts';
import { type MapRequest, mapFiles } from './map-files.ts';
import { oneByOne, runMap } from './run-map.ts';

const disk = scratch();
const human = disk.write('human.profile', encodeProfile(profileOf(source('human', undefined, 200))));
const generation = disk.write('g.profile', encodeProfile(profileOf(source('g', 60, 90))));
const request: MapRequest = { human, split: false, generation };
const program = (text: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';${text}`)}`,
  );

describe('mapFiles', () => {
  it('halves human text where a check does', async () => {
    const [whole, half] = [await mapFiles(request), await mapFiles({ ...request, split: true })];
    expect(half.x.length).toBeGreaterThan(0);
    expect(half.text).not.toEqual(whole.text);
  });

  it('names the file that cannot be read', async () => {
    const damaged = disk.write('bad.profile', encodeProfile(profileOf(source('g', 60, 20))).subarray(0, 900));
    await expect(mapFiles({ ...request, generation: damaged })).rejects.toMatchObject({
      code: 'E_PROFILE',
      where: damaged,
    });
  });
});

const built = existsSync(new URL('../../../../dist/server/read/map/map-worker.js', import.meta.url));

describe('runMap', () => {
  it.skipIf(!built)('gives in a thread of its own what is made here (needs npm run build)', async () => {
    expect(await runMap(request)).toEqual(await mapFiles(request));
  });

  it.skipIf(!built)('hands on what went wrong there (needs npm run build)', async () => {
    const gone = { ...request, human: `${human}.gone` };
    await expect(runMap(gone)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('fails with a code where the thread dies, ends without an answer, or hangs', async () => {
    const failing = (text: string, time?: number) => runMap(request, program(text), time);
    await expect(failing('throw new Error("burst")')).rejects.toMatchObject({
      code: 'E_WORKER',
      message: expect.stringContaining('burst'),
    });
    await expect(failing('process.exit(3)')).rejects.toMatchObject({ code: 'E_WORKER' });
    await expect(failing('parentPort.on("message", () => {})', 300)).rejects.toMatchObject({
      code: 'E_WORKER',
      message: expect.stringContaining('longer'),
    });
  });
});

describe('oneByOne', () => {
  it('begins a map when the one before is done, also where that failed', async () => {
    const said: string[] = [];
    const run = oneByOne(async ({ generation: name }) => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      said.push(`${name} ends`);
      if (name === 'a') throw new Error('no');
      return {} as MapView;
    });
    const asked = ['a', 'b', 'c'].map((name) => run({ ...request, generation: name }));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});
