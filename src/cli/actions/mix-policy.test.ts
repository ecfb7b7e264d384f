import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { DEFAULT_POLICY } from '../../mix/policy.ts';
import { openWorkspace } from '../../workspace.ts';
import type { MixOptions } from './mix-options.ts';
import { mixPolicy } from './mix-policy.ts';

const disk = scratch();
let files = 0;

function written(yaml: string): string {
  return disk.write(`p${files++}/policy.yaml`, yaml);
}

async function policyOf(options: MixOptions, yaml?: string) {
  const workspace = await openWorkspace('/', yaml === undefined ? written('') : written(yaml));
  return mixPolicy(options, workspace);
}

describe('mixPolicy', () => {
  it('is the default where nothing is said', async () => {
    expect((await policyOf({})).policy).toEqual(DEFAULT_POLICY);
  });

  it('takes the section of the workspace, and says where it stands', async () => {
    const file = written('policy: { human: { minimum: 0.5 }, size: 100 }\n');
    const { policy, where } = await mixPolicy({}, await openWorkspace('/', file));
    expect(policy).toMatchObject({ human: { minimum: 0.5 }, size: { examples: 100 } });
    expect(where).toBe(file);
  });

  it('takes the file that is named in place of the workspace, all of it', async () => {
    const named = written('policy: { seed: mine }\n');
    const { policy, where } = await policyOf({ policy: named }, 'policy: { human: { minimum: 0.9 } }\n');
    expect(policy).toEqual({ ...DEFAULT_POLICY, seed: 'mine' });
    expect(where).toBe(named);
  });

  it('never takes the default for a file that was named and holds no policy', async () => {
    const named = written('fields: { text: body }\n');
    await expect(policyOf({ policy: named }, 'policy: {}\n')).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: `${named} holds no policy`,
    });
    expect((await policyOf({ policy: written('policy: {}\n') })).policy).toEqual(DEFAULT_POLICY);
  });

  it('says which file is missing', async () => {
    await expect(policyOf({ policy: join(disk.folder, 'none.yaml') })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });

  it('lets size and seed of the command line win', async () => {
    const yaml = 'policy: { size: 100, seed: 3 }\n';
    expect((await policyOf({ size: '7', seed: 'x' }, yaml)).policy).toMatchObject({
      size: { examples: 7 },
      seed: 'x',
    });
    expect((await policyOf({ size: 'all' }, yaml)).policy).toMatchObject({ size: 'all', seed: 3 });
    expect((await policyOf({ size: '9' }, 'policy: { size: { tokens: 5000 } }\n')).policy.size).toEqual({
      examples: 9,
    });
  });

  it('takes any size that can be counted, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), async (n) => {
        expect((await policyOf({ size: String(n) })).policy.size).toEqual({ examples: n });
      }),
      { numRuns: 20 },
    );
  });

  it.each(['0', '-5', '1.5', '1e3', '', ' 7', '10 000', 'ALL', '9007199254740993', 'Infinity'])(
    'refuses a size of %j, naming the option',
    async (size) => {
      await expect(policyOf({ size })).rejects.toMatchObject({ code: 'E_OPTION', where: '--size' });
    },
  );

  it('names the line of a value that is out of bounds in the file', async () => {
    const named = written('policy:\n  human:\n    minimum: 2\n');
    await expect(policyOf({ policy: named })).rejects.toMatchObject({
      code: 'E_CONFIG',
      where: `${named}:3`,
    });
  });
});
