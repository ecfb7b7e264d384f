import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { PROSE } from '../../src/quality/filters/filters.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const write = (name: string, data: string) => disk.write(join(`run-${folders - 1}`, name), data);
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const rowsOf = (name: string) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const run = (...args: string[]) => outcross(['filter', ...args], { cwd });

/** Human rows are short lines, synthetic ones prose. */
const corpus = (count: number) =>
  jsonl(
    Array.from({ length: count }, (_, i) =>
      i % 2 === 0
        ? { id: `h${i}`, text: `aye\nnay ${i}`, provenance: { origin: 'human' } }
        : { id: `s${i}`, text: `Part ${i}. ${PROSE}`, provenance: { origin: 'synthetic' } },
    ),
  );

describe('outcross filter', () => {
  it('writes what is kept and what is not, each with every rule that it broke, and warns where human text goes', async () => {
    write('in.jsonl', corpus(60));
    const { status, stdout, stderr } = await run(
      'in.jsonl',
      '-o',
      'kept.jsonl',
      '--rejects',
      'rejects.jsonl',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^60 examples: 30 kept, 30 dropped \(50%/);
    expect(stdout).toMatch(/fineweb\.short-lines +> 0\.670 +dropped +30/);
    expect(stderr).toMatch(/^warning these rules drop 100% of human and 0% of synthetic examples/);
    expect(rowsOf('kept.jsonl').map(({ id }) => id[0])).toEqual(new Array(30).fill('s'));
    const [first] = rowsOf('rejects.jsonl');
    expect(first).toMatchObject({ id: 'h0', provenance: { origin: 'human' } });
    expect(first.rejected).toContainEqual({
      rule: 'fineweb.short-lines',
      value: 1,
      bound: 'max',
      threshold: 0.67,
    });
    expect(first.rejected.length).toBeGreaterThan(3);
  });

  it('writes the same bytes with no workers and with two', async () => {
    write('a.jsonl', corpus(300));
    write('b.jsonl', corpus(300));
    for (const n of ['0', '2']) {
      const done = await run(
        'a.jsonl',
        'b.jsonl',
        '-o',
        `k${n}.jsonl`,
        '--rejects',
        `r${n}.jsonl`,
        '--workers',
        n,
      );
      expect(done.status).toBe(0);
    }
    expect(read('k2.jsonl')).toBe(read('k0.jsonl'));
    expect(read('r2.jsonl')).toBe(read('r0.jsonl'));
  });

  it('takes profiles and thresholds from outcross.yaml, and options over them', async () => {
    write('in.jsonl', jsonl([{ id: 'a', text: 'one two three' }]));
    write(
      'outcross.yaml',
      'filter:\n  profiles: [length]\n  rules:\n    length.words.min: 3\n    length.characters.min: 5\n',
    );
    const own = JSON.parse((await run('in.jsonl', '--dry-run', '--json')).stdout);
    expect(own).toMatchObject({ schema: 'outcross.filter/1', profiles: ['length'], examples: 1, dropped: 0 });
    const over = JSON.parse((await run('in.jsonl', '--dry-run', '--json', '--profile', 'c4')).stdout);
    expect(over).toMatchObject({ profiles: ['c4'], dropped: 1 });
    write('outcross.yaml', 'filter:\n  rules:\n    c4.sentence: 3\n');
    expect(await run('in.jsonl', '--dry-run')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/E_CONFIG[\s\S]*outcross\.yaml:3[\s\S]*c4\.sentences/),
    });
  });

  it('explains one example: all measures against all thresholds', async () => {
    write('in.jsonl', corpus(4));
    const { status, stdout } = await run('in.jsonl', '--explain', 'h2', '--profile', 'fineweb,length');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^h2 \(human\): dropped\n/);
    expect(stdout).toMatch(/✗ +fineweb\.short-lines +1\.00 +≤ 0\.670/);
    expect(stdout).toMatch(/✓ +length\.longest-word +3\.00 +≤ 1,000/);
    const json = JSON.parse((await run('in.jsonl', '--explain', 's1', '--json')).stdout);
    expect(json).toMatchObject({
      schema: 'outcross.filter-explain/1',
      id: 's1',
      origin: 'synthetic',
      keep: true,
    });
    expect(await run('in.jsonl', '--explain', 'nobody')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('E_NOT_FOUND'),
    });
  });

  it('refuses to drop without a row, and writes nothing then or in a dry run', async () => {
    write('in.jsonl', corpus(4));
    expect(await run('in.jsonl', '-o', 'kept.jsonl')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/E_USAGE[\s\S]*--rejects/),
    });
    expect(await run('in.jsonl', '--profile', 'gofer', '--dry-run')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('E_PARAMETER'),
    });
    expect(await run('in.jsonl', '--dry-run')).toMatchObject({ status: 0 });
    expect(existsSync(join(cwd, 'kept.jsonl'))).toBe(false);
  });

  it('passes malformed rows over, says where they are, and puts them aside on request', async () => {
    write('in.jsonl', `${corpus(4)}not json\n`);
    const done = await run('in.jsonl', '--dry-run', '--quarantine', 'bad.jsonl');
    expect(done.status).toBe(0);
    expect(done.stderr).toMatch(/1 malformed row was passed over/);
    expect(rowsOf('bad.jsonl')).toHaveLength(1);
    expect((await run('in.jsonl', '--dry-run', '--strict')).status).toBe(2);
  });
});
