import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { expectValidReport } from '../../../test/fixtures/schema.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { encodeProfile } from '../../profile/codec.ts';
import { cellWidth } from '../../report/terminal/cells.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const human = disk.write('human.jsonl', jsonl(source('human', undefined, 300)));
const first = disk.write('g1.profile', encodeProfile(profileOf(source('g1', 450))));
const second = disk.write('g2.jsonl', jsonl(source('g2', 330)));
const mute = disk.write(
  'mute.jsonl',
  jsonl(Array.from({ length: 80 }, (_, i) => ({ id: `m${i}`, text: 'w0 w1 w2 w3 w4 w5' }))),
);

let folder: string;
let folders = 0;
beforeEach(() => {
  folder = join(disk.folder, `out-${folders++}`);
  mkdirSync(folder);
});
const out = (name: string) => join(folder, name);

async function check(...args: string[]) {
  const { context, out: stdout, err } = desk();
  stdout.columns = 80;
  const status = await run(['check', ...args, '--workers', '0', '--order', '2'], context);
  return { status, out: stdout.text, err: err.text };
}
const against = ['--against', human];

describe('outcross check', () => {
  it('says the verdict of each generation, mixing profiles and corpora', async () => {
    const { status, out: text, err } = await check(first, second, ...against);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(text).toMatch(/^ {2}g1 +NARROW .*\n(.*\n)* {2}g2 +EARLY /);
    expect(text).toMatch(/FAILED {2}g2; this check fails on early, late\n$/);
  });

  it('keeps every line within the columns of the terminal', async () => {
    const { out: text } = await check(first, second, mute, ...against);
    for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  });

  it('writes one JSON document on request, and nothing else', async () => {
    const { status, out: text, err } = await check(first, ...against, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const report = expectValidReport(text);
    expect(report.tool.version).toMatch(/^\d/);
    expect(report.human.split).toBe(true);
  });

  it('passes its options on', async () => {
    const options = ['--alpha', '.01', '--margin', '.3', '--tokens', '2000', '--fail-on', 'narrow'];
    const { out: text } = await check(
      first,
      ...against,
      ...options,
      '--json',
      '--name',
      `a=${first}`,
      '--trained-on',
      second,
    );
    const report = expectValidReport(text);
    expect(report.settings).toMatchObject({ alpha: 0.01, margin: 0.3, failOn: ['narrow'] });
    expect(report.generations[0].name).toBe('a');
    expect(report.generations[0].signals.map(({ id }) => id)).toContain('copying');
    expect(report.generations[0].signals[0].sampleSize.tokens).toBeLessThanOrEqual(2000);
  });
});

describe('the exit status', () => {
  it.each([
    [['--fail-on', 'none'], 0],
    [['--fail-on', 'narrow'], 0],
    [['--fail-on', 'healthy,late'], 1],
    [[], 1],
  ])('of a late generation with %j is %i', async (options, status) => {
    expect((await check(mute, ...against, ...options)).status).toBe(status);
  });

  it('is 2 where nothing could be checked', async () => {
    expect(await check(first)).toMatchObject({ status: 2, out: '' });
    expect(await check(first, '--against', out('none.jsonl'))).toMatchObject({ status: 2, out: '' });
    expect(await check(...against)).toMatchObject({ status: 2, err: expect.stringContaining('E_NO_INPUT') });
    const wide = await check(first, ...against, '--margin', '0.95');
    expect(wide).toMatchObject({
      status: 2,
      err: expect.stringContaining('It must be a number from 0.001 to 0.9'),
    });
  });

  it('is 130 where it was interrupted', async () => {
    const { context, interrupt, err } = desk();
    interrupt();
    const args = ['check', first, ...against, '--html', out('r.html')];
    expect(await run(args, context)).toBe(130);
    expect(err.text).toContain('E_INTERRUPTED');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('--html and --markdown', () => {
  it('write files, leave nothing else and say so', async () => {
    const files = ['--html', out('r.html'), '--markdown', out('r.md')];
    const { out: text } = await check(first, ...against, ...files);
    expect(text).toContain(`Report written to ${out('r.html')}\n`);
    expect(text).toContain(`Report written to ${out('r.md')}\n`);
    expect(readdirSync(folder)).toEqual(['r.html', 'r.md']);
    expect(readFileSync(out('r.html'), 'utf8')).toMatch(/^<!doctype html>.*<\/html>\s*$/is);
    expect(readFileSync(out('r.md'), 'utf8')).toContain('g1');
  });

  it('go with --json, which stays one document', async () => {
    const { out: text } = await check(first, ...against, '--json', '--markdown', out('r.md'));
    expectValidReport(text);
    expect(readdirSync(folder)).toEqual(['r.md']);
  });

  it.each(['--against', '--reservoir', '--trained-on', 'generation', '--name'])(
    'never write over what is read: %s',
    async (role) => {
      const path = disk.write(`out-${folders - 1}/precious.jsonl`, jsonl(source('precious')));
      const before = readFileSync(path);
      const inputs = {
        '--against': [first, '--against', path],
        '--reservoir': [first, ...against, '--reservoir', path],
        '--trained-on': [first, ...against, '--trained-on', path],
        generation: [path, ...against],
        '--name': [...against, '--name', `g=${path}`],
      }[role]!;
      for (const option of ['--html', '--markdown']) {
        const { status, err } = await check(...inputs, option, path);
        expect(status).toBe(2);
        expect(err).toContain(`error [E_USAGE] ${option} names`);
      }
      expect(readFileSync(path).equals(before)).toBe(true);
    },
  );

  it('never write over a file of a folder that is read', async () => {
    const path = disk.write(`out-${folders - 1}/precious.jsonl`, jsonl(source('precious')));
    const { status, err } = await check(folder, ...against, '--html', path);
    expect(status).toBe(2);
    expect(err).toContain('which is an input');
    expect((await check(folder, ...against, '--html', out('report.html'))).status).toBe(0);
  });

  it('are two files', async () => {
    const { status, err } = await check(first, ...against, '--html', out('r'), '--markdown', out('./r'));
    expect(status).toBe(2);
    expect(err).toContain('--markdown names');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['', '-'])('want the name of a file: %j is none', async (path) => {
    const { status, err } = await check(first, ...against, `--html=${path}`);
    expect(status).toBe(2);
    expect(err).toContain('--html takes the name of a file');
  });

  it('are asked for a folder that exists before anything is read', async () => {
    const { status, err } = await check(out('not-even-there'), ...against, '--html', out('no/r.html'));
    expect(status).toBe(2);
    expect(err).toContain('error [E_WRITE]');
  });

  it('keep an old report where a check fails', async () => {
    const path = disk.write(`out-${folders - 1}/old.html`, 'old');
    expect((await check(out('none.jsonl'), ...against, '--html', path)).status).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});
