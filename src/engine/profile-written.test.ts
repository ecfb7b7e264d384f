import { describe, expect, it } from 'vitest';
import { type ErrorCode, OutcrossError } from '../base/errors.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../profile/codec.ts';
import { embeddedEngine } from './embedded.ts';
import type { Engine } from './engine.ts';
import { profileCorpus } from './profile-corpus.ts';
import { profileWritten } from './profile-written.ts';

const disk = scratch();
const spec = { inputs: [disk.write('a.jsonl', jsonl([{ text: 'one' }, { text: 'two two' }]))] };
const own = () => profileCorpus(spec, { workers: 0 });

/** An engine whose hands fail with an error. */
function failing(code: ErrorCode): Engine & { asked: number } {
  return {
    name: 'failing',
    asked: 0,
    // biome-ignore lint/correctness/useYield: it fails before it has anything.
    async *run() {
      this.asked++;
      throw new OutcrossError(code, 'it failed');
    },
  };
}

describe('profileWritten', () => {
  it('is the profile that the engine gives', async () => {
    const engine = embeddedEngine({ workers: 0 });
    const jobs: string[] = [];
    const seen: Engine = {
      name: 'seen',
      run: (job, hooks) => {
        jobs.push(job.kernel);
        return engine.run(job, hooks);
      },
    };
    expect(encodeProfile(await profileWritten(spec, { engine: seen }))).toEqual(encodeProfile(await own()));
    expect(jobs).toEqual(['profile']);
  });

  it('needs no engine', async () => {
    expect(encodeProfile(await profileWritten(spec, { workers: 0 }))).toEqual(encodeProfile(await own()));
  });

  it.each(['E_NOT_FOUND', 'E_UNREADABLE'] as const)(
    'is made here where hands do not see the files (%s)',
    async (code) => {
      const engine = failing(code);
      const profile = await profileWritten(spec, { engine, workers: 0 });
      expect(encodeProfile(profile)).toEqual(encodeProfile(await own()));
      expect(engine.asked).toBe(1);
    },
  );

  it.each(['E_INTERRUPTED', 'E_WORKER', 'E_FIELD'] as const)(
    'fails as the engine does otherwise (%s)',
    async (code) => {
      await expect(profileWritten(spec, { engine: failing(code) })).rejects.toMatchObject({ code });
    },
  );

  it('fails where the files are gone for this machine too', async () => {
    const gone = { inputs: [`${disk.folder}/gone.jsonl`] };
    await expect(profileWritten(gone, { engine: failing('E_NOT_FOUND') })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
