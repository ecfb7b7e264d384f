import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { cellWidth } from '../../src/report/terminal/cells.ts';
import { source } from '../fixtures/assessed.ts';
import { brown } from '../fixtures/brown.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { ended, type Outcome, outcross, start } from './outcross.ts';

const disk = scratch();
const rows = (seed: string, vocabulary?: number, examples?: number) =>
  jsonl(source(seed, vocabulary, examples).map(({ id, text }) => ({ id, text })));
const human = disk.write(
  'human.jsonl',
  jsonl(source('human', undefined, 300).map(({ id, text }, i) => ({ id, text, author: `a${i % 70}` }))),
);
const narrow = disk.write('narrow.jsonl', rows('narrow', 450));
const falling = disk.write('falling.jsonl', rows('falling', 330));
const mute = disk.write(
  'mute.jsonl',
  jsonl(Array.from({ length: 90 }, (_, i) => ({ id: `m${i}`, text: 'the very same words' }))),
);
const QUICK = ['--order', '2', '--workers', '0'];

let cwd: string;
let folders = 0;
beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});
const check = (...args: string[]) => outcross(['check', ...args, ...QUICK], { cwd });
const against = ['--against', human];

describe('outcross check', () => {
  it('fails on a line that collapses, and says why and what to do', async () => {
    const { status, stdout, stderr } = await check(narrow, falling, ...against);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^ {2}narrow +NARROW {2}/);
    expect(stdout).toMatch(/\n {2}falling +EARLY +The tail is below human and falling/);
    expect(stdout).toMatch(/\nWhat to do\n {2}Bring human data back: /);
    expect(stdout).toMatch(/\nFAILED {2}falling; this check fails on early, late\n$/);
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100);
  });

  it('passes where the verdicts named did not come', async () => {
    const runs = [
      await check(narrow, ...against),
      await check(mute, ...against, '--fail-on', 'none'),
      await check(narrow, ...against, '--fail-on', 'early,narrow'),
    ];
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 1]);
    expect(runs[1].stdout).toContain('  mute  LATE');
    expect(runs[1].stdout).toContain('PASSED  this check fails on no verdict');
  });

  it('writes exactly one JSON document, the same bytes each time', async () => {
    const args = [narrow, falling, ...against, '--json'];
    const one = await check(...args);
    const two = await check(...args, '--workers', '2');
    expect({ status: one.status, stderr: one.stderr }).toEqual({ status: 1, stderr: '' });
    expect(expectValidReport(one.stdout)).toMatchObject({ status: 'failed', human: { split: true } });
    expect(two.stdout).toBe(one.stdout);
  });

  it('finds people like people, as profiles and as corpora', async () => {
    const [one, two, three] = brown('e2e', [12_000, 12_000, 12_000]).map((corpus) => jsonl(corpus));
    for (const [i, text] of [one, two, three].entries()) disk.write(`run-${folders - 1}/h${i}.jsonl`, text);
    await outcross(['profile', 'h2.jsonl', '-o', 'h2.profile', '--group-field', 'group'], { cwd });
    const human = ['--against', 'h0.jsonl', '--reservoir', 'h1.jsonl', '--group-field', 'group', '--json'];
    const corpus = await check('h2.jsonl', ...human);
    const profile = await check('h2.profile', ...human);
    expect(corpus).toMatchObject({ status: 0, stderr: '' });
    expect(profile).toEqual(corpus);
    const { generations, human: sides } = expectValidReport(corpus.stdout);
    expect(['healthy', 'inconclusive', 'shifted']).toContain(generations[0].verdict);
    expect(sides.split).toBe(false);
  });

  it('reads a generation from standard input, plain and compressed', async () => {
    const text = readFileSync(narrow);
    for (const input of [text, gzipSync(text)]) {
      const { status, stdout } = await outcross(['check', '-', ...against, ...QUICK], { cwd, input });
      expect(status).toBe(0);
      expect(stdout).toMatch(/^ {2}stdin +NARROW/);
    }
  });

  it('tells of malformed rows, or stops at the first', async () => {
    disk.write(`run-${folders - 1}/bad.jsonl`, `${rows('bad')}not json\n{"text":7}\n`);
    const lenient = await check('bad.jsonl', ...against, '--json');
    expect(lenient.status).toBe(0);
    const [finding] = expectValidReport(lenient.stdout).findings;
    expect(finding).toMatchObject({ id: 'input.malformed-rows', measure: 2, where: 'bad' });
    expect(finding.message).toContain('bad.jsonl:151 the row is no valid JSON');
    const strict = await check('bad.jsonl', ...against, '--strict', '--json');
    expect(strict).toMatchObject({ status: 2, stdout: '' });
    expect(strict.stderr).toContain('error [E_ROW] bad.jsonl:151: ');
  });

  it('takes a field that only human text has, with a note on standard error', async () => {
    const { status, stdout, stderr } = await check(narrow, ...against, '--group-field', 'author', '--json');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `note ${narrow} has no field author: read without it\n`,
    });
    expectValidReport(stdout);
    const input = readFileSync(narrow);
    const piped = await outcross(['check', '-', ...against, '--group-field', 'author', ...QUICK], {
      cwd,
      input,
    });
    expect(piped).toMatchObject({ status: 2, stdout: '' });
    expect(piped.stderr).toMatch(
      /^error \[E_FIELD\] stdin: no field "author".*\n {2}hint: .*save it to a file/,
    );
  });

  it('has colour where that is wanted, and none under NO_COLOR', async () => {
    const run = (env: Record<string, string>) =>
      outcross(['check', mute, ...against, ...QUICK], { cwd, env });
    const colour = await run({ FORCE_COLOR: '1' });
    const plain = await run({ FORCE_COLOR: '1', NO_COLOR: '1' });
    expect(colour.stdout).toContain('\u001b[1;31mLATE');
    expect(plain.stdout).not.toContain('\u001b');
    expect(plain.stdout).toContain('LATE');
  });

  it('writes reports beside what it says, and nothing else', async () => {
    const files = ['--html', 'r.html', '--markdown', 'r.md', '--name', `first=${narrow}`];
    const { stdout } = await check(...against, ...files);
    expect(stdout).toMatch(/^ {2}first +NARROW/);
    expect(stdout).toMatch(/\nReport written to r\.html\n\nReport written to r\.md\n$/);
    expect(readdirSync(cwd)).toEqual(['r.html', 'r.md']);
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('first');
  });
});

describe('outcross check, misused', () => {
  const failures: [string, () => string[], string, string][] = [
    ['no human text', () => [narrow], 'E_USAGE', 'what to measure against was not said'],
    [
      'generations after --against',
      () => [...against, narrow],
      'E_NO_INPUT',
      'Name generations before the options',
    ],
    ['nothing at all', () => [], 'E_USAGE', '--against'],
    [
      'a missing generation',
      () => [narrow.replace('narrow', 'narow'), ...against],
      'E_NOT_FOUND',
      'narrow.jsonl?',
    ],
    [
      'an unknown verdict',
      () => [narrow, ...against, '--fail-on', 'erly'],
      'E_USAGE',
      'Did you mean "early"?',
    ],
    [
      'one name twice',
      () => [narrow, ...against, '--name', `mute=${narrow}`, mute],
      'E_USAGE',
      'called mute',
    ],
    ['an alpha out of range', () => [narrow, ...against, '--alpha', '0.9'], 'E_USAGE', 'It must be a number'],
    ['a report over an input', () => [narrow, ...against, '--html', human], 'E_USAGE', 'which is an input'],
    ['standard input twice', () => ['-', '--against', '-'], 'E_USAGE', 'once only'],
  ];

  it.each(failures)('%s: says what is wrong and what to do', async (_, makeArgs, code, text) => {
    const before = readFileSync(human);
    const { status, stdout, stderr } = await check(...makeArgs());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error \\[${code}\\] `));
    expect(stderr).toContain(text);
    expect(stderr).toMatch(/\n {2}hint: /);
    expect(readdirSync(cwd)).toEqual([]);
    expect(readFileSync(human).equals(before)).toBe(true);
  });

  it('profiles of another kind: names the one', async () => {
    await outcross(['profile', narrow, '-o', 'g.profile'], { cwd });
    const bytes = readFileSync(join(cwd, 'g.profile')).subarray(0, 3000);
    disk.write(`run-${folders - 1}/cut.profile`, bytes);
    const { status, stderr } = await check('cut.profile', ...against);
    expect(status).toBe(2);
    expect(stderr).toContain('error [E_PROFILE] cut.profile: ');
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C in a check', () => {
  it('leaves nothing behind, and keeps an older report', async () => {
    disk.write(`run-${folders - 1}/old.html`, 'old');
    const args = ['check', '-', ...against, ...QUICK, '--html', 'old.html', '--markdown', 'new.md', '--json'];
    const child = start(args, { cwd });
    const end: Promise<Outcome> = ended(child);
    const lines = rows('endless').repeat(20);
    // As much as it has taken, it must be reading.
    for (let taken = 0; taken < 10; taken++) if (!child.stdin.write(lines)) await once(child.stdin, 'drain');
    child.kill('SIGINT');
    const { status, stdout, stderr } = await end;
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
    expect(stderr).toContain('error [E_INTERRUPTED]');
    expect(readdirSync(cwd)).toEqual(['old.html']);
    expect(readFileSync(join(cwd, 'old.html'), 'utf8')).toBe('old');
  });
});
