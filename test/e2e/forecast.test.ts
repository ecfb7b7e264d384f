import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import type { Forecast } from '../../src/lab/forecast/result.ts';
import { cellWidth } from '../../src/report/terminal/cells.ts';
import { source } from '../fixtures/assessed.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const rows = (seed: string, vocabulary?: number) =>
  jsonl(source(seed, vocabulary, 200).map(({ id, text }) => ({ id, text })));
const human = disk.write('human.jsonl', rows('human', 2000));
const made = disk.write('made.jsonl', rows('made', 900));
const run = (...args: string[]) => outcross(['forecast', ...args, '--workers', '0'], { cwd: disk.folder });

describe('outcross forecast', () => {
  it('says of human text how much of it keeps the tail, in 80 columns', async () => {
    const { status, stdout, stderr } = await run(human);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Forecast from human\n/);
    expect(stdout).toMatch(/With at least \d+% human data \[\d+%, \d+%\] in every generation/);
    for (const line of stdout.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  });

  it('gives the same document for a corpus and for its profile, and nothing else', async () => {
    const profile = join(disk.folder, 'human.profile');
    await outcross(['profile', human, '-o', profile], { cwd: disk.folder });
    const one = await run(human, '--json');
    const two = await run(profile, '--json');
    expect(one.stdout).toBe(two.stdout);
    const { schema, curves, settings } = JSON.parse(one.stdout) as Forecast;
    expect(schema).toBe('outcross.forecast/1');
    expect(curves.map(({ real }) => real)).toEqual([0, 0.1, 0.5]);
    expect(settings).toMatchObject({ generations: 10, mode: 'replace', unit: 'tokens', fresh: true });
  });

  it('compares plans, fits them to generations that exist, and writes a page', async () => {
    const page = join(disk.folder, 'forecast.html');
    const plan = ['--real', '0,0.3', '--mode', 'accumulate', '--generations', '4', '--keep', '0.8'];
    const { status, stdout } = await run(human, ...plan, '--observed', made, '--html', page);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\n {2}30% human +[01]\.\d\d/);
    expect(stdout).toMatch(/\nFidelity \d+\.\d+ \[/);
    expect(stdout).toMatch(/\n {2}made +0\.\d\d/);
    expect(stdout).toMatch(/\nForecast written to .*forecast\.html\n$/);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*30% human[\s\S]*<\/html>\n$/);
  });

  it.each([
    [['--real', '1.5'], 'E_PARAMETER', 'real must be from 0 to 1, not 1.5'],
    [['--real', '-0.1'], 'E_PARAMETER', 'real must be from 0 to 1'],
    [['--samples', '1'], 'E_PARAMETER', 'samples must be at least 2, not 1'],
    [['--generations', '0'], 'E_PARAMETER', 'generations must be a whole number from 1 to 100, not 0'],
    [['--keep', '0'], 'E_PARAMETER', 'keep must be above 0 and at most 1'],
    [['--order', '7'], 'E_PARAMETER', 'order must be a whole number from 1 to 4'],
    [['--alpha', '2'], 'E_PARAMETER', 'alpha'],
    [['--real', 'some'], 'E_USAGE', 'must be a number'],
    [['--observed', 'nowhere.jsonl'], 'E_NOT_FOUND', 'nowhere.jsonl'],
    [['--html', ''], 'E_USAGE', '--html'],
  ])('refuses %j before it reads', async (args, code, words) => {
    const { status, stdout, stderr } = await run(human, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toContain(words);
  });

  it('refuses to write its page over what it reads, and text without a tail', async () => {
    const before = readFileSync(human, 'utf8');
    const over = await run(human, '--html', human);
    expect(over.status).toBe(2);
    expect(readFileSync(human, 'utf8')).toBe(before);
    const slips = join(disk.folder, 'slips.jsonl');
    writeFileSync(slips, jsonl([1, 2, 3].map((i) => ({ id: `${i}`, text: `slip${i}` }))));
    const none = await run(slips, '--html', join(disk.folder, 'none.html'));
    expect(none.stderr).toMatch(/\[E_EMPTY\].*two of its examples/);
    expect(existsSync(join(disk.folder, 'none.html'))).toBe(false);
  });

  it('reads standard input once', async () => {
    const { status } = await outcross(['forecast', '-', '--json', '--format', 'jsonl', '--workers', '0'], {
      input: readFileSync(human),
    });
    expect(status).toBe(0);
    expect((await run('-', '--observed', '-')).stderr).toContain('[E_USAGE]');
  });
});
