import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

const write = (name: string, data: string | Uint8Array) => disk.write(join(`run-${folders - 1}`, name), data);
const read = (name: string) => readFileSync(join(cwd, name));
const run = (...args: string[]) => outcross(args, { cwd });
const rows = (from: number, count: number) =>
  jsonl(
    Array.from({ length: count }, (_, i) => ({ id: `r${from + i}`, text: `this is row number ${from + i}` })),
  );

describe('outcross profile', () => {
  it('refuses rows that hold their text in different fields, and says how all are read', async () => {
    write('a.jsonl', `${rows(0, 20)}{"content":"one"}\n{"content":"two"}\n`);
    const refused = await run('profile', 'a.jsonl', '-o', 'a.profile');
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error \[E_FIELD\] a\.jsonl: .*: 20 in "text", 2 in "content"\n/);
    expect(refused.stderr).toContain('--text-field text,content');
    expect(readdirSync(cwd)).toEqual(['a.jsonl']);
    const read = await run('profile', 'a.jsonl', '-o', 'a.profile', '--text-field', 'text,content');
    expect(read).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(': 22 examples') });
  });

  it('names the line of a quote that is never closed, and reads the rows behind it', async () => {
    write('a.csv', 'id,text\n1,"one"\n2,"two\n3,"three"\n4,"four"\n');
    const { status, stdout, stderr } = await run('profile', 'a.csv', '-o', 'a.profile');
    expect(status).toBe(0);
    expect(stdout).toContain(': 3 examples');
    expect(stderr).toContain('1 malformed row');
    expect(stderr).toContain('a.csv:3: a quote opens that is not closed');
    write('b.csv', 'id,text\n1,"one"\n2,"two\n3,three\n4,four\n');
    const cut = await run('profile', 'b.csv', '-o', 'b.profile');
    expect(cut.status).toBe(2);
    expect(cut.stderr).toMatch(/^error \[E_TRUNCATED\] b\.csv: .* opens on line 3; the 2 lines behind it /);
  });

  it('reads a folder of compressed and plain files and writes nothing but the profile', async () => {
    write('data/a.jsonl', rows(0, 100));
    write('data/deep/b.jsonl.gz', gzipSync(rows(100, 50)));
    write('data/c.csv', 'id,text\nx,"one, two"\ny,three\n');
    write('data/.hidden.jsonl', rows(0, 9));
    const { status, stdout, stderr } = await run('profile', 'data', '-o', 'all.profile');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^all\.profile \(.+\): 152 examples, 9\d\d tokens, .+ of text\n$/);
    expect(readdirSync(cwd)).toEqual(['all.profile', 'data']);
    const shown = await run('profile', 'show', 'all.profile');
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    expect(shown.stdout).toMatch(/examples +152 in \d\d of 64 blocks/);
    expect(shown.stdout).toContain('Every type was kept');
  });

  it('writes one JSON document on request, and the same bytes however many workers read', async () => {
    write('a.jsonl', rows(0, 3000));
    write('b.jsonl', rows(3000, 3000));
    const one = await run('profile', 'a.jsonl', 'b.jsonl', '-o', 'one.profile', '--workers', '0', '--json');
    const two = await run('profile', 'b.jsonl', 'a.jsonl', '-o', 'two.profile', '--workers', '2', '--json');
    const summary = JSON.parse(one.stdout);
    expect(summary).toMatchObject({ file: 'one.profile', examples: 6000, tokens: 36_000, malformed: 0 });
    expect(summary.fileBytes).toBe(statSync(join(cwd, 'one.profile')).size);
    expect({ ...JSON.parse(two.stdout), file: 'one.profile' }).toEqual(summary);
    expect(read('two.profile').equals(read('one.profile'))).toBe(true);
  });

  it('passes malformed rows over, says where they are and puts them aside on request', async () => {
    write('a.jsonl', `${rows(0, 3)}not json\n\n{"text":7}\n`);
    const { status, stderr } = await run(
      'profile',
      'a.jsonl',
      '-o',
      'a.profile',
      '--quarantine',
      'bad.jsonl',
    );
    expect(status).toBe(0);
    expect(stderr).toContain('warning 2 malformed rows were passed over. They are in bad.jsonl.');
    expect(stderr).toContain('  a.jsonl:4: the row is no valid JSON\n');
    const quarantined = read('bad.jsonl').toString().trim().split('\n');
    expect(quarantined.map((line) => JSON.parse(line))).toEqual([
      { file: 'a.jsonl', row: 4, reason: 'the row is no valid JSON', raw: 'not json' },
      { file: 'a.jsonl', row: 6, reason: 'field "text" is a number, not text', raw: '{"text":7}' },
    ]);
    expect((await run('profile', 'show', 'a.profile')).stdout).toContain('a.jsonl:6: field "text"');
  });

  it('puts the rows aside, too, of a corpus in which all are malformed', async () => {
    write('a.jsonl', '{"text":"x","provenance":{"origin":"alien"}}\n');
    const { status, stderr } = await run(
      'profile',
      'a.jsonl',
      '-o',
      'a.profile',
      '--quarantine',
      'bad.jsonl',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('error [E_EMPTY]');
    expect(readdirSync(cwd)).toEqual(['a.jsonl', 'bad.jsonl']);
    expect(read('bad.jsonl').toString()).toContain('alien');
  });

  it('stops at the first malformed row when strict', async () => {
    write('a.jsonl', `${rows(0, 3)}not json\n`);
    const { status, stderr } = await run('profile', 'a.jsonl', '-o', 'a.profile', '--strict');
    expect(status).toBe(2);
    expect(stderr).toContain('error [E_ROW] a.jsonl:4: the row is no valid JSON\n  hint: ');
    expect(readdirSync(cwd)).toEqual(['a.jsonl']);
  });

  it('reads standard input, plain and compressed, as it reads the file', async () => {
    write('file.jsonl', rows(0, 20));
    await run('profile', 'file.jsonl', '-o', 'file.profile');
    for (const input of [rows(0, 20), gzipSync(rows(0, 20))]) {
      const { status, stderr } = await outcross(['profile', '-', '-o', 'stdin.profile'], { cwd, input });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(read('stdin.profile').equals(read('file.profile'))).toBe(true);
    }
  });

  it('keeps no text where none is wanted', async () => {
    write('a.jsonl', `${rows(0, 3)}broken row\n`);
    expect((await run('profile', 'a.jsonl', '-o', 'a.profile', '--no-text')).status).toBe(0);
    expect(read('a.profile').includes('row number')).toBe(false);
    expect(read('a.profile').includes('broken row')).toBe(false);
  });

  it('reads the fields that are named', async () => {
    const row = (i: number) => ({
      key: `k${i}`,
      body: { en: 'some text here' },
      who: `w${i % 2}`,
      kind: `c${i % 3}`,
    });
    write('a.txt', jsonl([0, 1, 2, 3, 4, 5].map(row)));
    const fields = ['--text-field', 'body.en', '--id-field', 'key', '--group-field', 'who'];
    const { stdout } = await run(
      ...[
        'profile',
        'a.txt',
        '-o',
        'a.profile',
        '--json',
        '--format',
        'jsonl',
        ...fields,
        '--category-field',
        'kind',
      ],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      examples: 6,
      blocks: 2,
      categories: [
        { name: 'c0', examples: 2 },
        { name: 'c1', examples: 2 },
        { name: 'c2', examples: 2 },
      ],
    });
  });
});

describe('outcross profile merge', () => {
  it('gives, byte for byte, the profile of the whole', async () => {
    write('a.jsonl', `${rows(0, 2000)}broken\n`);
    write('b.jsonl', `broken\n${rows(2000, 1000)}`);
    await run('profile', 'a.jsonl', 'b.jsonl', '-o', 'whole.profile');
    await Promise.all(['a', 'b'].map((name) => run('profile', `${name}.jsonl`, '-o', `${name}.profile`)));
    const merged = await run('profile', 'merge', 'b.profile', 'a.profile', '-o', 'merged.profile');
    expect(merged).toMatchObject({ status: 0, stderr: '' });
    expect(merged.stdout).toContain('3,000 examples');
    await run('profile', 'a.profile', 'b.jsonl', '-o', 'mixed.profile');
    expect(read('merged.profile').equals(read('whole.profile'))).toBe(true);
    expect(read('mixed.profile').equals(read('whole.profile'))).toBe(true);
  });

  it('may write over one of its inputs', async () => {
    write('a.jsonl', rows(0, 10));
    write('b.jsonl', rows(10, 10));
    await run('profile', 'a.jsonl', '-o', 'a.profile');
    await run('profile', 'b.jsonl', '-o', 'b.profile');
    const { stdout } = await run('profile', 'merge', 'a.profile', 'b.profile', '-o', 'a.profile', '--json');
    expect(JSON.parse(stdout).examples).toBe(20);
  });
});

describe('outcross profile, given what cannot be read or written', () => {
  const failures: [string, () => string[], string, RegExp][] = [
    [
      'a missing file, with the name that was meant',
      () => [write('human.jsonl', rows(0, 1)).replace('human', 'humna')],
      'E_NOT_FOUND',
      /Did you mean .*human\.jsonl\?/,
    ],
    ['an empty file', () => [write('empty.jsonl', '')], 'E_EMPTY', /empty\.jsonl/],
    ['an empty standard input', () => ['-'], 'E_EMPTY', /stdin is empty/],
    [
      'a gzip file cut short',
      () => [write('cut.jsonl.gz', gzipSync(rows(0, 500)).subarray(0, 300))],
      'E_TRUNCATED',
      /cut\.jsonl\.gz.*\n.*hint: .*cut short/,
    ],
    [
      'a Parquet file cut short',
      () => [write('cut.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(500)]))],
      'E_TRUNCATED',
      /cut\.parquet/,
    ],
    [
      'text in UTF-16',
      () => [write('wide.txt', Buffer.from('\ufefftext', 'utf16le'))],
      'E_ENCODING',
      /iconv/,
    ],
    ['a folder without a corpus', () => [join(write('none/a.bin', 'x'), '..')], 'E_EMPTY', /Known endings/],
    ['a pattern that matches nothing', () => ['no/*.jsonl'], 'E_NOT_FOUND', /Quote the pattern/],
    [
      'a field that is not there',
      () => [write('f.jsonl', rows(0, 3)), '--text-field', 'txet'],
      'E_FIELD',
      /Did you mean "text"\?/,
    ],
  ];

  it.each(failures)('%s: names it, says what to do and writes nothing', async (_, makeArgs, code, text) => {
    const args = makeArgs();
    const before = readdirSync(cwd);
    const { status, stdout, stderr } = await run('profile', ...args, '-o', 'x.profile');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error [${code}] `);
    expect(stderr).toMatch(text);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('an output in a folder that does not exist: says so before it reads', async () => {
    const { status, stderr } = await run('profile', 'not-even-there.jsonl', '-o', 'no/such/x.profile');
    expect(status).toBe(2);
    expect(stderr).toContain('error [E_WRITE] cannot write no/such/x.profile');
  });

  it('a corpus named as the output: leaves it as it is', async () => {
    write('a.jsonl', rows(0, 3));
    const { status, stderr } = await run('profile', 'a.jsonl', '-o', 'a.jsonl');
    expect(status).toBe(2);
    expect(stderr).toContain('E_WRITE');
    expect(read('a.jsonl').toString()).toBe(rows(0, 3));
  });

  it('a corpus named as the quarantine: leaves it as it is', async () => {
    write('a.jsonl', `${rows(0, 3)}bad\n`);
    const { status } = await run('profile', 'a.jsonl', '-o', 'x.profile', '--quarantine', './a.jsonl');
    expect(status).toBe(2);
    expect(read('a.jsonl').toString()).toContain('bad');
  });

  it('a profile that is damaged: names it', async () => {
    write('a.jsonl', rows(0, 3));
    await run('profile', 'a.jsonl', '-o', 'a.profile');
    write('cut.profile', read('a.profile').subarray(0, 1000));
    for (const args of [
      ['show', 'cut.profile'],
      ['merge', 'a.profile', 'cut.profile', '-o', 'm'],
      ['cut.profile', '-o', 'm'],
    ]) {
      const { status, stderr } = await run('profile', ...args);
      expect(status).toBe(2);
      expect(stderr).toContain('error [E_PROFILE] cut.profile: ');
    }
  });
});
