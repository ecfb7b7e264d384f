import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import { candidatesOf, many } from '../candidates.test.support.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { purposeFile } from './layout.ts';
import type { BuildOptions } from './options.ts';
import { purposeDigest, readPurpose, writePurpose } from './purpose.ts';

const disk = scratch();
const planOf = (policy: Partial<Policy> = {}) =>
  plan(candidatesOf([...many(5, { origin: 'human' }), ...many(5, { origin: 'synthetic' })]), {
    ...DEFAULT_POLICY,
    ...policy,
  });
const SHARD: Shard = {
  path: '/in/a',
  name: 'a',
  format: 'jsonl',
  compression: 'none',
  bytes: 9,
  range: [0, 9],
};
const DEAL = { spec: { inputs: ['/in/a'] }, shards: [SHARD] };
const OPTIONS: BuildOptions = { output: 'mix.jsonl' };
const INPUTS = [{ name: 'a', bytes: 9, sha256: 'ab' }];

describe('purposeDigest', () => {
  const digest = purposeDigest(planOf(), DEAL, OPTIONS, INPUTS);

  it('is the same for the same', () => {
    expect(purposeDigest(planOf(), DEAL, { ...OPTIONS }, [...INPUTS])).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, string]>([
    ['the bytes of an input', purposeDigest(planOf(), DEAL, OPTIONS, [{ ...INPUTS[0], sha256: 'ac' }])],
    ['the policy', purposeDigest(planOf({ seed: 2 }), DEAL, OPTIONS, INPUTS)],
    [
      'what is chosen',
      purposeDigest({ ...planOf(), fates: new Uint8Array(10).fill(3) }, DEAL, OPTIONS, INPUTS),
    ],
    ['the output', purposeDigest(planOf(), DEAL, { output: 'other.jsonl' }, INPUTS)],
    ['the rejects', purposeDigest(planOf(), DEAL, { ...OPTIONS, rejects: 'out.jsonl' }, INPUTS)],
    ['the version', purposeDigest(planOf(), DEAL, { ...OPTIONS, version: '9' }, INPUTS)],
    ['the holdout', purposeDigest(planOf(), DEAL, { ...OPTIONS, holdout: 'x' }, INPUTS)],
    ['the size of pieces', purposeDigest(planOf(), DEAL, { ...OPTIONS, pieceBytes: 1 }, INPUTS)],
    ['the size of buckets', purposeDigest(planOf(), DEAL, { ...OPTIONS, bucketBytes: 1 }, INPUTS)],
    [
      'the field of the ids, by which rows are shuffled',
      purposeDigest(planOf(), { ...DEAL, spec: { ...DEAL.spec, idField: 'uid' } }, OPTIONS, INPUTS),
    ],
    [
      'the cut into shards, of which pieces are made',
      purposeDigest(
        planOf(),
        {
          ...DEAL,
          shards: [
            { ...SHARD, range: [0, 4] },
            { ...SHARD, range: [4, 9] },
          ],
        },
        OPTIONS,
        INPUTS,
      ),
    ],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(digest);
  });

  it('does not change with the workers, where the inputs stand, or what may be written over', () => {
    const moved = { spec: { inputs: ['/elsewhere/a'] }, shards: [{ ...SHARD, path: '/elsewhere/a' }] };
    expect(purposeDigest(planOf(), moved, OPTIONS, INPUTS)).toBe(digest);
    const options = { ...OPTIONS, workers: 7, sink: { replace: true }, onPiece: () => {} };
    expect(purposeDigest(planOf(), DEAL, options, INPUTS)).toBe(
      purposeDigest(planOf(), DEAL, { ...OPTIONS, sink: {} }, INPUTS),
    );
  });
});

describe('readPurpose', () => {
  it('gives what was written', async () => {
    const folder = join(disk.write('one/x', ''), '..');
    await writePurpose(folder, { digest: 'ab', committing: false });
    await writePurpose(folder, { digest: 'ab', committing: true });
    expect(await readPurpose(folder)).toEqual({ digest: 'ab', committing: true });
  });

  it('knows nothing of a folder without one, or with one that was cut short', async () => {
    const folder = join(disk.write('two/x', ''), '..');
    expect(await readPurpose(folder)).toBeUndefined();
    writeFileSync(purposeFile(folder), '{"digest":"a');
    expect(await readPurpose(folder)).toBeUndefined();
  });
});
