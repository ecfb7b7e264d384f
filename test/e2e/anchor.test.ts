import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const write = (name: string, data: string) => disk.write(join(`run-${folders - 1}`, name), data);
const run = (...args: string[]) => outcross(args, { cwd });
const rows = (count: number, provenance: object | undefined = { origin: 'human' }) =>
  jsonl(
    Array.from({ length: count }, (_, i) => ({
      id: `r${i}`,
      text: `a few words of author ${i % 80} and word${i}`,
      author: `a${i % 80}`,
      genre: i % 80 < 70 ? 'news' : 'lore',
      provenance,
    })),
  );

describe('outcross anchor', () => {
  it('writes both sides with their profiles, and reports each stratum and the tail', async () => {
    write('a.jsonl', rows(400));
    const { status, stdout, stderr } = await run(
      ...['anchor', 'a.jsonl', '--group-field', 'author', '--strata', 'genre', '-o', 'anchor'],
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/groups \(author\) +share +examples +tokens/);
    expect(stdout).toMatch(/news +\d+ +\d+ +\d+%/);
    expect(stdout).toContain('too small for a holdout');
    expect(stdout).toMatch(/last 10% of 1-grams/);
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'anchor']);
    const check = await run(
      ...[
        'check',
        'a.jsonl',
        '--against',
        'anchor/holdout.profile',
        '--reservoir',
        'anchor/reservoir.profile',
        '--json',
      ],
    );
    expect(JSON.parse(check.stdout).generations).toHaveLength(1);
  });

  it('writes anchor.json to standard output on request, the same as in the folder', async () => {
    write('a.jsonl', rows(400));
    const { stdout } = await run('anchor', 'a.jsonl', '--group-field', 'author', '-o', 'anchor', '--json');
    expect(stdout).toBe(readFileSync(join(cwd, 'anchor', 'anchor.json'), 'utf8'));
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross.anchor/1',
      settings: { holdout: 0.2, salt: 'outcross', groupField: 'author', strata: [] },
      inputs: ['a.jsonl'],
    });
  });

  it('takes its settings from outcross.yaml, and options over them', async () => {
    write('outcross.yaml', 'fields: {group: author}\nanchor: {holdout: 0.5, strata: [genre], salt: y}\n');
    write('a.jsonl', rows(400));
    const { stdout } = await run('anchor', 'a.jsonl', '--salt', 'z', '-o', 'anchor', '--json');
    expect(JSON.parse(stdout).settings).toMatchObject({
      holdout: 0.5,
      salt: 'z',
      groupField: 'author',
      strata: ['genre'],
    });
  });

  const failures: [string, string, string[], string, RegExp][] = [
    [
      'model output',
      rows(80, { origin: 'synthetic' }),
      [],
      'E_PROVENANCE',
      /a\.jsonl:1: .*--leave-out-others/s,
    ],
    [
      'text that nobody vouches for',
      rows(80).replaceAll(/,"provenance":\{[^}]*\}/g, ''),
      [],
      'E_PROVENANCE',
      /--assume-human/,
    ],
    ['a share of all', rows(80), ['--holdout', '1'], 'E_USAGE', /between 0 and 1/],
    ['one author alone', rows(80).replaceAll(/"a\d+"/g, '"a"'), [], 'E_EMPTY', /--group-field/],
    [
      'a field that is not there',
      rows(80),
      ['--category-field', 'gener'],
      'E_FIELD',
      /Did you mean "genre"\?/,
    ],
    ['a folder that is not empty', rows(80), ['-o', 'full'], 'E_WRITE', /--force/],
  ];

  it.each(failures)('refuses %s and writes nothing', async (_, data, options, code, text) => {
    write('a.jsonl', data);
    write('full/x.txt', 'x');
    const args = options.includes('-o') ? options : [...options, '-o', 'anchor'];
    const { status, stdout, stderr } = await run('anchor', 'a.jsonl', '--group-field', 'author', ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error [${code}] `);
    expect(stderr).toMatch(text);
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'full']);
    expect(readdirSync(join(cwd, 'full'))).toEqual(['x.txt']);
  });

  it('refuses to thaw a holdout', async () => {
    write('a.jsonl', rows(400));
    const args = ['anchor', 'a.jsonl', '--group-field', 'author', '-o', 'anchor', '--force'];
    expect((await run(...args)).status).toBe(0);
    const before = readFileSync(join(cwd, 'anchor', 'holdout.jsonl'));
    const { status, stderr } = await run(...args, '--holdout', '0.4');
    expect(status).toBe(2);
    expect(stderr).toContain('the holdout of anchor was frozen with holdout 0.2, not 0.4');
    expect(readFileSync(join(cwd, 'anchor', 'holdout.jsonl')).equals(before)).toBe(true);
    expect((await run(...args)).status).toBe(0);
  });
});
