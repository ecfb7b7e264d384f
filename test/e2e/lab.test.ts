import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import type { LabErrors } from '../../src/lab/errors/result.ts';
import type { LabRun } from '../../src/lab/run/result.ts';
import { ended, outcross, start } from './outcross.ts';

const disk = scratch();
const SMALL = ['lab', 'run', 'categorical', '--n', '40', '--generations', '3', '--replicates', '3'];

describe('outcross lab list', () => {
  it('names scenarios and loops, on the terminal and as JSON', async () => {
    const { status, stdout, stderr } = await outcross(['lab', 'list']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of ['gaussian', 'categorical', 'mixture', 'text', 'replace', 'web'])
      expect(stdout).toContain(`\n  ${name}`);
    const json = JSON.parse((await outcross(['lab', 'list', '--json'])).stdout) as {
      scenarios: { name: string }[];
    };
    expect(json.scenarios.map(({ name }) => name)).toContain('regression');
  });
});

describe('outcross lab run', () => {
  it('shows tables on standard output and nothing on standard error', async () => {
    const { status, stdout, stderr } = await outcross([...SMALL, '--loop', 'replace,accumulate']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Categories that drift\n/);
    expect(stdout).toContain('accumulate: +');
  });

  it('writes one JSON document, the same bytes with any number of workers', async () => {
    const one = await outcross([...SMALL, '--json', '--workers', '0']);
    const two = await outcross([...SMALL, '--json', '--workers', '2']);
    expect(two.stdout).toBe(one.stdout);
    const run = JSON.parse(one.stdout) as LabRun;
    expect(run.schema).toBe('outcross.lab-run/1');
    expect(run.arms.map(({ name }) => name)).toEqual(['replace', 'subsample', 'accumulate']);
  });

  it('compares temperatures, and takes parameters of the scenario', async () => {
    const args = [
      ...SMALL,
      '--loop',
      'fresh',
      '--real',
      '0.25',
      '--temperature',
      '1,0.5',
      '--set',
      'categories=30',
      '--json',
    ];
    const run = JSON.parse((await outcross(args)).stdout) as LabRun;
    expect(run.arms.map(({ name }) => name)).toEqual(['fresh 25% T=1', 'fresh 25% T=0.5']);
    expect(run.settings.parameters).toMatchObject({ categories: 30, exponent: 1 });
  });

  it('writes a page', async () => {
    const html = join(disk.folder, 'lab.html');
    const { status, stdout } = await outcross([...SMALL, '--html', html]);
    expect(status).toBe(0);
    expect(stdout).toContain(`Page written to ${html}`);
    expect(readFileSync(html, 'utf8')).toContain('<svg role="img"');
  });

  it('keeps its result in a folder, and begins no other run there', async () => {
    const out = join(disk.folder, 'kept');
    expect((await outcross([...SMALL, '--out', out])).status).toBe(0);
    const json = readFileSync(join(out, 'result.json'), 'utf8');
    expect(json).toBe((await outcross([...SMALL, '--json'])).stdout);
    expect((await outcross([...SMALL, '--out', out, '--resume', '--json'])).stdout).toBe(json);
    const again = await outcross([...SMALL, '--out', out]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('E_OPTION');
    const other = await outcross([...SMALL, '--seed', '2', '--out', out, '--resume']);
    expect(other.stderr).toContain('seed is "1" there, not "2"');
  });

  it.each([
    [['lab', 'run', 'gausian'], 'E_PARAMETER', 'Did you mean "gaussian"?'],
    [['lab', 'run', 'gaussian', '--n', '1'], 'E_PARAMETER', 'from 2, not 1'],
    [['lab', 'run', 'gaussian', '--real', '1.5'], 'E_PARAMETER', 'from 0 to 1, not 1.5'],
    [['lab', 'run', 'gaussian', '--real', 'half'], 'E_USAGE', 'must be a number'],
    [['lab', 'run', 'gaussian', '--loop', 'replace,'], 'E_USAGE', 'Give names with commas'],
    [['lab', 'run', 'gaussian', '--set', 'dimensions'], 'E_USAGE', 'must be name=number'],
    [['lab', 'run', 'gaussian', '--top-k', '5', '--replicates', '1'], 'E_PARAMETER', 'no top-k'],
    [['lab', 'run', 'regression', '--n', '11'], 'E_PARAMETER', '12'],
    [['lab', 'run', 'gaussian', '--resume'], 'E_USAGE', 'Name it with --out'],
    [['lab', 'run', 'gaussian', '--out', 'none-here', '--resume'], 'E_NOT_FOUND', 'no run to resume'],
    [['lab', 'run', 'gaussian', '--html', 'no/such/folder/a.html'], 'E_WRITE', 'there is no folder'],
    [['lab', 'run'], 'E_USAGE', "missing required argument 'scenario'"],
    [['lab', 'rnu'], 'E_USAGE', 'Did you mean run?'],
    [['lab', 'errors', '--learner', 'mixtur'], 'E_PARAMETER', 'Did you mean "mixture"?'],
  ])('%j is refused with %s', async (args, code, message) => {
    const { status, stdout, stderr } = await outcross(args, { cwd: disk.folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error [${code}]`);
    expect(stderr).toContain(message);
  });
});

describe.skipIf(process.platform === 'win32')('outcross lab run, interrupted', () => {
  const REPLICATES = 40;
  const LONG = ['lab', 'run', 'categorical', '--n', '2000', '--generations', '30'];
  LONG.push('--replicates', String(REPLICATES));

  it('says how to go on, lets nobody else in while it runs, and goes on to the same bytes', async () => {
    const cwd = mkdtempSync(join(disk.folder, 'long-'));
    const child = start([...LONG, '--out', 'out', '--workers', '1'], { cwd });
    const end = ended(child);
    const replicates = join(cwd, 'out', 'replicates');
    const kept = () => (existsSync(replicates) ? readdirSync(replicates).length : 0);
    while (kept() === 0 && child.exitCode === null) await setTimeout(5);
    // Held where it is, so that it cannot end while the second one comes and goes.
    child.kill('SIGSTOP');
    const second = await outcross([...LONG, '--out', 'out', '--resume'], { cwd });
    if (kept() < REPLICATES / 2) {
      expect(second.stderr).toMatch(/E_LOCKED/);
      child.kill('SIGINT');
      child.kill('SIGCONT');
      const { status, stderr } = await end;
      expect(status).toBe(130);
      expect(stderr).toContain('what is finished is kept in out');
      expect(stderr).toContain('--resume');
    } else {
      child.kill('SIGCONT');
      await end;
    }
    const resumed = await outcross([...LONG, '--out', 'out', '--resume', '--json'], { cwd });
    expect(resumed.status).toBe(0);
    expect(resumed.stdout).toBe((await outcross([...LONG, '--json'], { cwd })).stdout);
  });
});

describe('outcross lab errors', () => {
  it('shares the loss out, as JSON, on the terminal and as a page', async () => {
    const html = join(disk.folder, 'errors.html');
    const args = [
      'lab',
      'errors',
      '--learner',
      'categorical',
      '--generations',
      '3',
      '--replicates',
      '4',
      '--html',
      html,
    ];
    const shown = await outcross(args);
    expect({ status: shown.status, stderr: shown.stderr }).toEqual({ status: 0, stderr: '' });
    expect(shown.stdout).toContain('Shares of the loss');
    expect(readFileSync(html, 'utf8')).toContain('What each error costs');
    const result = JSON.parse((await outcross([...args, '--json'])).stdout) as LabErrors;
    const shares = result.shares.map(({ share }) => share!);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  });
});
