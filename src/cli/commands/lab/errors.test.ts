import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import type { LabErrors } from '../../../lab/errors/result.ts';
import { cellWidth } from '../../../report/terminal/cells.ts';
import { define } from './errors.ts';
import { runCommand } from './lab-context.test.support.ts';

const disk = scratch();
const SMALL = [
  '--learner',
  'categorical',
  '--n',
  '30',
  '--generations',
  '1',
  '--replicates',
  '2',
  '--workers',
  '0',
];
const run = (...args: string[]) => runCommand(define, [...SMALL, ...args]);

describe('outcross lab errors', () => {
  it('hands its options on, and writes one JSON document', async () => {
    const { stdout, stderr } = await run('--json', '--limit', 'regularised', '--seed', 'x');
    expect(stderr).toBe('');
    const { settings, cells } = JSON.parse(stdout) as LabErrors;
    expect(settings).toMatchObject({
      ...{ learner: 'categorical', samples: 30, generations: 1, replicates: 2 },
      ...{ limit: 'regularised', seed: 'x' },
    });
    expect(cells).toHaveLength(8);
  });

  it('takes the first limit where none was named', async () => {
    expect((JSON.parse((await run('--json')).stdout) as LabErrors).settings.limit).toBe('early-stopped');
  });

  it('gives the same for the same seed, and other numbers for another', async () => {
    const one = (await run('--json')).stdout;
    expect((await run('--json')).stdout).toBe(one);
    const { cells } = JSON.parse((await run('--json', '--seed', '2')).stdout) as LabErrors;
    expect(cells[1]).not.toEqual((JSON.parse(one) as LabErrors).cells[1]);
  });

  it('is as wide as the terminal', async () => {
    for (const columns of [40, 72]) {
      const { stdout } = await runCommand(define, SMALL, { columns });
      for (const line of stdout.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('writes a page and says where', async () => {
    const html = join(disk.folder, 'errors.html');
    expect((await run('--html', html)).stdout).toContain(`Page written to ${html}`);
    expect(readFileSync(html, 'utf8')).toContain('Categories under Zipf');
  });

  it('shows a hostile seed without obeying it', async () => {
    const { stdout } = await run('--seed', 'a\u001b[2Jb');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('seed a[U+001B][2Jb');
  });

  it.each([
    [['--limit', 'lazy'], 'E_PARAMETER'],
    [['--learner', 'gaussian'], 'E_PARAMETER'],
    [['--n', '0'], 'E_PARAMETER'],
    [['--replicates', '0'], 'E_PARAMETER'],
    [['--generations', '-1'], 'E_PARAMETER'],
    [['--html', 'no/such/folder/a.html'], 'E_WRITE'],
  ])('refuses %j', async (args, code) => {
    await expect(run(...args)).rejects.toMatchObject({ code });
  });
});
