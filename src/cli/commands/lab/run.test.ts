import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import { cellWidth } from '../../../report/terminal/cells.ts';
import { runCommand } from './lab-context.test.support.ts';
import { define } from './run.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const SMALL = [
  'categorical',
  '--n',
  '20',
  '--generations',
  '2',
  '--replicates',
  '3',
  '--set',
  'categories=15',
];
const run = (...args: string[]) => runCommand(define, [...SMALL, ...args]);

describe('outcross lab run', () => {
  it('writes tables as wide as the terminal, and a hundred columns in a pipe', async () => {
    for (const columns of [40, 60, undefined]) {
      const { stdout } = await runCommand(define, SMALL, columns === undefined ? {} : { columns });
      const widest = Math.max(...stdout.split('\n').map(cellWidth));
      expect(widest).toBeLessThanOrEqual(columns ?? 100);
    }
  });

  it('writes the same document to standard output as into the folder, and says where on the terminal', async () => {
    const { stdout } = await run('--json', '--out', at('one'));
    expect(readFileSync(join(at('one'), 'result.json'), 'utf8')).toBe(stdout);
    expect(JSON.parse(stdout).settings).toMatchObject({ samples: 20, parameters: { categories: 15 } });
    const shown = await run('--out', at('two'));
    expect(shown.stdout).toContain(`Run kept in ${at('two')}`);
    expect(readFileSync(join(at('two'), 'result.json'), 'utf8')).toBe(stdout);
  });

  it('writes a page beside the document without a word about it in the document', async () => {
    const { stdout } = await run('--json', '--html', at('page.html'));
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(readFileSync(at('page.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('makes a hostile path visible', async () => {
    const { stdout } = await run('--html', at('a\u001b[2J.html'));
    expect(stdout).toContain('[U+001B][2J.html');
    expect(stdout).not.toContain('\u001b');
  });

  it('refuses before it works: nothing is begun where the page could not be written', async () => {
    const folder = at('never');
    await expect(run('--out', folder, '--html', at('no/such/a.html'))).rejects.toMatchObject({
      code: 'E_WRITE',
    });
    expect(existsSync(folder)).toBe(false);
    await expect(run('--resume')).rejects.toMatchObject({ code: 'E_USAGE', hint: 'Name it with --out.' });
  });

  it('says what an interruption leaves: nothing without a folder, what is finished with one', async () => {
    const signal = AbortSignal.abort();
    await expect(runCommand(define, SMALL, { signal })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
      message: 'interrupted: nothing was kept',
      hint: expect.stringContaining('--out FOLDER'),
    });
    const kept = at('kept');
    await expect(runCommand(define, [...SMALL, '--out', kept], { signal })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
      where: kept,
      hint: expect.stringContaining('--resume'),
    });
    // And that is true: the folder can be gone on with.
    expect((await run('--out', kept, '--resume')).stdout).toContain('Survivors');
  });
});
