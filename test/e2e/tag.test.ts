import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { ended, outcross, start } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const write = (name: string, data: string | Uint8Array) => disk.write(join(`run-${folders - 1}`, name), data);
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const run = (...args: string[]) => outcross(args, { cwd });
const rows = (from: number, count: number) =>
  jsonl(Array.from({ length: count }, (_, i) => ({ id: `r${from + i}`, text: `row number ${from + i}` })));
const parsed = (name: string) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('outcross tag', () => {
  it('writes provenance on every example and says what it did', async () => {
    write('a.jsonl', rows(0, 3));
    const { status, stdout, stderr } = await run(
      ...['tag', 'a.jsonl', '--origin', 'synthetic', '--source', 'bot', '--model', 'm3', '--generation', '2'],
      ...['--license', 'CC0', '--collected-at', '2024-05-31', '--evidence', 'watermark', '-o', 'b.jsonl'],
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^b\.jsonl \(.+\): 3 of 3 examples tagged\n$/);
    expect(parsed('b.jsonl')[2]).toEqual({
      id: 'r2',
      text: 'row number 2',
      provenance: {
        origin: 'synthetic',
        source: 'bot',
        model: 'm3',
        generation: 2,
        license: 'CC0',
        collectedAt: '2024-05-31',
        evidence: 'watermark',
      },
    });
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'b.jsonl']);
  });

  it('takes fields and rules from outcross.yaml, found upwards, and counts each rule', async () => {
    write(
      'outcross.yaml',
      [
        'fields: {text: body}',
        'tag:',
        '  fields:',
        '    origin: {field: label, values: {0: human, 1: synthetic}}',
        '  rules:',
        '    - name: press',
        '      when: {host: press.org, from: 2023-01-01, to: 2024-01-01}',
        '      set: {source: press}',
        '    - when: {path: "web/**"}',
        '      set: {source: crawl}',
        '  set: {source: rest}',
      ].join('\n'),
    );
    write(
      'deep/in/web/a.jsonl',
      jsonl([
        { body: 'a', label: 0, url: 'https://www.press.org/x', date: '2023-05-01' },
        { body: 'b', label: 1, url: 'https://press.org/x', date: '2024-05-01' },
      ]),
    );
    write('deep/in/b.jsonl', jsonl([{ body: 'c', label: 1 }]));
    const { status, stdout, stderr } = await outcross(['tag', 'in', '-o', 'out'], { cwd: join(cwd, 'deep') });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('  press: 1\n  rule 2: 1\n');
    const tagged = parsed('deep/out/part-00000.jsonl').map(({ provenance }) => [
      provenance.origin,
      provenance.source,
    ]);
    expect(tagged).toEqual([
      ['synthetic', 'rest'],
      ['human', 'press'],
      ['synthetic', 'crawl'],
    ]);
  });

  it('reports rows that state something else with file and line, and fails the gate', async () => {
    write('a.jsonl', `${rows(0, 2)}{"id":"x","text":"t","provenance":{"origin":"human"}}\n`);
    const args = ['tag', 'a.jsonl', '--origin', 'synthetic', '--source', 's', '-o', 'b.jsonl'];
    const { status, stderr } = await run(...args, '--conflicts', 'c.jsonl');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'conflict 1 row states something else and was written unchanged. They are in c.jsonl.',
    );
    expect(stderr).toContain('  a.jsonl:3: x: provenance.origin is "human", not "synthetic"\n');
    expect(parsed('b.jsonl')[2].provenance).toEqual({ origin: 'human' });
    expect(parsed('c.jsonl')).toEqual([
      { file: 'a.jsonl', row: 3, reason: 'x: provenance.origin is "human", not "synthetic"' },
    ]);
    expect((await run(...args, '--force', '--fill')).status).toBe(0);
    expect(parsed('b.jsonl')[2].provenance).toEqual({ origin: 'human', source: 's' });
    expect((await run(...args, '--force', '--overwrite')).status).toBe(0);
    expect(parsed('b.jsonl')[2].provenance).toEqual({
      origin: 'synthetic',
      source: 's',
      evidence: 'declared',
    });
  });

  it('writes the same bytes however many workers read, and from standard input', async () => {
    write('a.jsonl', rows(0, 4000));
    write('b.jsonl', rows(4000, 3000));
    const args = ['--origin', 'human', '--source', 's', '--json'];
    const one = await run('tag', 'a.jsonl', 'b.jsonl', ...args, '--workers', '0', '-o', 'one.jsonl.gz');
    const two = await run('tag', 'a.jsonl', 'b.jsonl', ...args, '--workers', '2', '-o', 'two.jsonl.gz');
    const [first, second] = [one, two].map(({ stdout }) => JSON.parse(stdout));
    expect(second.files[0].sha256).toBe(first.files[0].sha256);
    expect(first).toMatchObject({ schema: 'outcross.tag/1', records: 7000, changed: 7000, malformed: 0 });
    const input = rows(0, 4000) + rows(4000, 3000);
    const piped = await outcross(['tag', '-', ...args, '-o', 'three.jsonl'], { cwd, input });
    expect(piped.status).toBe(0);
    expect(read('three.jsonl')).toBe(gunzipSync(readFileSync(join(cwd, 'one.jsonl.gz'))).toString());
  });

  it('goes from lines of JSON to Parquet and CSV and back', async () => {
    write('a.jsonl', rows(0, 3));
    const args = ['--origin', 'human', '--source', 's'];
    await run('tag', 'a.jsonl', ...args, '-o', 'b.parquet');
    await run('tag', 'b.parquet', ...args, '-o', 'c.csv');
    const { status, stdout } = await run('tag', 'c.csv', ...args, '-o', 'd.jsonl');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('0 of 3 examples tagged'),
    });
    expect(parsed('d.jsonl').map(({ id, text }) => ({ id, text }))).toEqual(
      rows(0, 3)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  });

  it('passes malformed rows over and puts them aside', async () => {
    write('a.jsonl', `${rows(0, 2)}broken\n${rows(2, 1)}`);
    const { status, stderr } = await run(
      ...['tag', 'a.jsonl', '--origin', 'human', '-o', 'b.jsonl', '--quarantine', 'q.jsonl'],
    );
    expect(status).toBe(0);
    expect(stderr).toContain('warning 1 malformed row was passed over. They are in q.jsonl.');
    expect(parsed('b.jsonl')).toHaveLength(3);
    expect(parsed('q.jsonl')).toMatchObject([{ file: 'a.jsonl', row: 3 }]);
    const strict = await run('tag', 'a.jsonl', '--origin', 'human', '-o', 'c.jsonl', '--strict');
    expect(strict.stderr).toContain('error [E_ROW] a.jsonl:3: ');
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'b.jsonl', 'q.jsonl']);
  });
});

describe('outcross tag, given what cannot be', () => {
  const failures: [string, string[], string, RegExp][] = [
    ['a word outside the vocabulary', ['--origin', 'humna'], 'E_PROVENANCE', /Did you mean "human"\?/],
    [
      'a generation that is none',
      ['--origin', 'human', '--generation', 'two'],
      'E_PROVENANCE',
      /whole number/,
    ],
    ['a date that is none', ['--origin', 'human', '--collected-at', '31.5.24'], 'E_PROVENANCE', /ISO 8601/],
    ['nothing to say', [], 'E_USAGE', /--origin human/],
    [
      'the input as its output',
      ['--origin', 'human', '-o', 'a.jsonl', '--force'],
      'E_USAGE',
      /is what is read/,
    ],
    ['a file that is there', ['--origin', 'human', '-o', 'there.jsonl'], 'E_WRITE', /--force/],
    ['a folder that is not there', ['--origin', 'human', '-o', 'no/x.jsonl'], 'E_WRITE', /Create the folder/],
    ['a format that loses fields', ['--origin', 'human', '-o', 'x.txt'], 'E_OPTION', /\.jsonl/],
    ['both ways with what is stated', ['--origin', 'human', '--fill', '--overwrite'], 'E_USAGE', /./],
    [
      'a configuration that is not there',
      ['--origin', 'human', '--config', 'no.yaml'],
      'E_NOT_FOUND',
      /no\.yaml/,
    ],
    [
      'a parent that does not exist',
      ['--origin', 'human', '--parents-field', 'from', '--check-parents'],
      'E_PROVENANCE',
      /a\.jsonl:2: the parent "gone"/,
    ],
  ];

  it.each(failures)('%s: names it and writes nothing', async (_, options, code, text) => {
    write('a.jsonl', `${rows(0, 1)}{"id":"y","text":"t","from":["r0","gone"]}\n`);
    write('there.jsonl', 'there\n');
    const args = options.includes('-o') ? options : [...options, '-o', 'x.jsonl'];
    const { status, stdout, stderr } = await run('tag', 'a.jsonl', ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error [${code}] `);
    expect(stderr).toMatch(text);
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'there.jsonl']);
    expect(read('there.jsonl')).toBe('there\n');
  });

  it('a typo in outcross.yaml: names line and nearest key', async () => {
    write('outcross.yaml', 'tag:\n  rulse: []\n');
    write('a.jsonl', rows(0, 1));
    const { status, stderr } = await run('tag', 'a.jsonl', '-o', 'b.jsonl');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /error \[E_CONFIG\].*"rulse".*\n {2}where: outcross\.yaml:2\n {2}hint: Did you mean "rules"\?/,
    );
  });

  it.skipIf(process.platform !== 'linux')('a full disk: says so, and keeps what it read', async () => {
    write('a.jsonl', rows(0, 10));
    symlinkSync('/dev/full', join(cwd, 'x.jsonl'));
    const { status, stdout, stderr } = await run('tag', 'a.jsonl', '--origin', 'human', '-o', 'x.jsonl');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('error [E_WRITE] cannot write x.jsonl: no space is left on the disk');
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'x.jsonl']);
  });
});

describe.skipIf(process.platform === 'win32')('outcross tag, stopped on its way', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s leaves the old file as it was', async (signal) => {
    write('out.jsonl', 'old\n');
    const child = start(['tag', '-', '--origin', 'human', '-o', 'out.jsonl', '--force'], { cwd });
    const end = ended(child);
    for (let taken = 0; taken < 20; taken++)
      if (!child.stdin.write(rows(0, 2000))) await once(child.stdin, 'drain');
    child.kill(signal);
    const { status, stderr } = await end;
    expect(status).toBe(signal === 'SIGKILL' ? null : 130);
    expect(read('out.jsonl')).toBe('old\n');
    if (signal === 'SIGKILL') return;
    expect(stderr).toContain('error [E_INTERRUPTED] interrupted: out.jsonl was not written');
    expect(readdirSync(cwd)).toEqual(['out.jsonl']);
  });
});
