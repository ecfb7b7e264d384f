import { Command } from 'commander';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OutcrossError } from '../../../base/errors.ts';
import type { Judgement } from '../../../lab/verify/judge.ts';
import type { verify as simulate } from '../../../lab/verify/verify.ts';
import type { Context } from '../../context.ts';
import { define } from './verify.ts';

const verify = vi.fn<typeof simulate>();

const PASSED: Judgement = {
  ...{ status: 'passed', compared: 1, traps: 0, greatestZ: 0, far: 0, failed: 0 },
  rows: [
    {
      ...{ section: 'drift', quantity: 'q', setting: 's', source: 'x', expect: 'equal' },
      ...{ theory: 1, simulated: 1, standardError: 0.1, z: 0, replicates: 9, judgement: 'agrees' },
    } as Judgement['rows'][number],
  ],
};

async function run(...args: string[]): Promise<{ stdout: string; stderr: string; status: 0 | 1 }> {
  let stdout = '';
  let stderr = '';
  const context: Context = {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
    status: 0,
  };
  const command = new Command('verify')
    .exitOverride()
    .configureOutput({ writeErr: (text) => (stderr += text) });
  define(command, context, verify);
  await command.parseAsync(args, { from: 'user' });
  return { stdout, stderr, status: context.status };
}

describe('outcross lab verify', () => {
  beforeEach(() => {
    verify.mockReset().mockResolvedValue(PASSED);
  });

  it('prints the table and its seed, and ends with 0', async () => {
    const { stdout, stderr, status } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain('PASSED  1 closed forms, seed 1');
    expect(stderr).toBe('');
    expect(verify.mock.calls[0][0]).toMatchObject({ seed: 1 });
    expect(verify.mock.calls[0][0]).not.toHaveProperty('section');
  });

  it('ends with 1 where a formula fails', async () => {
    verify.mockResolvedValue({ ...PASSED, status: 'failed' });
    expect((await run()).status).toBe(1);
    expect((await run('--json')).status).toBe(1);
  });

  it('writes one JSON document and nothing else', async () => {
    const { stdout } = await run('--json', '--seed', '9');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross-lab-verify-1',
      seed: 9,
      status: 'passed',
      rows: [{ quantity: 'q', z: 0 }],
    });
  });

  it('hands its options on', async () => {
    await run('--only', 'drift', '--workers', '0', '--seed', '12');
    expect(verify.mock.calls[0][0]).toMatchObject({ section: 'drift', workers: 0, seed: 12 });
  });

  it.each([
    ['--only', 'drif'],
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--workers', 'two'],
  ])('refuses %s %s', async (option, value) => {
    await expect(run(option, value)).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });

  it('says that nothing was written when it is interrupted', async () => {
    verify.mockRejectedValue(new OutcrossError('E_INTERRUPTED', 'stopped'));
    await expect(run()).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
      message: 'interrupted: nothing was written',
      hint: expect.stringContaining('--only'),
    });
  });
});
