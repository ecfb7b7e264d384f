import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectValidReport } from '../../../test/fixtures/schema.ts';
import { type PeopleOptions, people } from '../../../test/fixtures/tables.ts';
import { unprivileged } from '../../../test/fixtures/unprivileged.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { cellWidth } from '../../report/terminal/cells.ts';
import { desk, hiddenIn } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();

async function outcross(...args: string[]) {
  const { context, out: stdout, err } = desk();
  stdout.columns = 80;
  const status = await run(args, context);
  return { status, out: stdout.text, err: err.text };
}

interface Written extends PeopleOptions {
  readonly rows?: number;
  readonly header?: string;
  readonly end?: string;
  readonly bom?: boolean;
  /** How an age is written. */
  readonly age?: (age: number) => string;
}

function csv(name: string, options: Written = {}): string {
  const { rows = 400, header = 'id,age,job', end = '\n', bom = false, age = (x) => x.toFixed(3) } = options;
  const lines = people(name, rows, { jobs: 4, ...options }).map(
    ({ id, columns }) => `${id},${age(Number(columns!.age))},${columns!.job}`,
  );
  return `${bom ? '\ufeff' : ''}${[header, ...lines].join(end)}${end}`;
}

const file = (name: string, options: Written = {}) => disk.write(`${name}.csv`, csv(name, options));
const human = file('human');
const reservoir = file('reservoir');
const like = file('like');
const check = (...args: string[]) =>
  outcross('check', ...args, '--against', human, '--reservoir', reservoir, '--workers', '0');

async function report(...args: string[]) {
  return expectValidReport((await check(...args, '--json')).out);
}
const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

describe('outcross check --modality table', () => {
  it('is read on a terminal of 80 columns in words of tables', async () => {
    const { status, out, err } = await check(file('narrow', { scale: 0.4, jobs: 2 }), '--modality', 'table');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "  narrow  NARROW  Narrower than human examples (effective categories, job 0.55
                        of human [0.52, 0.58]; spread, age 0.43 of human [0.39,
                        0.48]); one generation alone shows no trend.

      narrow against human data  400 examples a side, 95% intervals
        signal                     narrow   human  ratio  interval
        Spread, age                 0.445    1.03   0.43  [0.39, 0.48]   ▼ worse
        Low tail, age, 5%               0  0.0500  0.025  [0.003, 0.19]  ▼ worse
        High tail, age, 5%              0  0.0600  0.021  [0.003, 0.16]  ▼ worse
        Low tail, age, 1%               0  0.0125   0.10  [0.011, 0.91]  ▼ worse
        High tail, age, 1%              0  0.0125   0.10  [0.010, 1.04]  ▼ worse
        Categories, job             0.500    1.00   0.50  [0.50, 0.50]   ▼ worse
        Effective categories, job    1.95    3.53   0.55  [0.52, 0.58]   ▼ worse
        Missing, age                    0       0   1.00  [0.059, 16.9]  · context
        Missing, job                    0       0   1.00  [0.059, 16.9]  · context

      What to do
        Watch: check every generation against this one. Most models' examples are
        narrower than human examples.
        Definition: No definition of model collapse is met: they are about loss from
        generation to generation, and this is a level.

      PASSED  this check fails on early, late
      "
    `);
    for (const line of out.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
    expect(out).not.toMatch(/tokens|human text/);
  });

  it('is implied by --columns, and looks at those alone', async () => {
    const { generations } = await report(like, '--columns', 'age');
    expect(generations[0].signals.map(({ id }) => id)).toContain('column.spread:age');
    expect(generations[0].signals.filter(({ id }) => id.includes('job'))).toEqual([]);
    expect(generations[0].signals.every(({ sampleSize }) => sampleSize.tokens === 0)).toBe(true);
  });

  it('gives the same figures whatever ends the lines, marks the bytes or packs the file', async () => {
    const plain = await report(like, '--modality', 'table');
    const forms = {
      'windows.csv': csv('like', { end: '\r\n', bom: true }),
      'packed.csv.gz': gzipSync(csv('like')),
      'tabs.tsv': csv('like').replaceAll(',', '\t'),
      'quoted.csv': csv('like').replace(/^(.*),(.*),(.*)$/gm, '"$1","$2","$3"'),
      'lines.jsonl': jsonl(
        csv('like')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(','))
          .map(([id, age, job]) => ({ id, age: Number(age), job })),
      ),
    };
    for (const [name, content] of Object.entries(forms)) {
      const { generations } = await report(disk.write(name, content), '--modality', 'table');
      expect(generations[0].signals, name).toEqual(plain.generations[0].signals);
    }
  });

  it('compares profiles as it compares the tables that they were made of', async () => {
    const profiles = await Promise.all(
      [human, reservoir, like].map(async (path) => {
        const made = await outcross('profile', path, '--modality', 'table', '-o', `${path}.profile`);
        expect(made.status).toBe(0);
        return `${path}.profile`;
      }),
    );
    const [h, r, g] = profiles;
    const { out } = await outcross('check', g, '--against', h, '--reservoir', r, '--json');
    const { generations } = await report(like, '--modality', 'table');
    expect(JSON.parse(out).generations[0].signals).toEqual(
      JSON.parse(JSON.stringify(generations[0].signals)),
    );
  });

  it('shows the columns beside a category that is named', async () => {
    const { out } = await check(like, '--modality', 'table', '--category-field', 'job');
    expect(out).toContain('Spread, age');
    expect(out).toContain('Category coverage');
  });
});

describe('a table of which a column cannot be compared', () => {
  it('says so on the terminal: numbers that were written as words', async () => {
    const comma = file('comma', { age: (x) => `"${x.toFixed(2).replace('.', ',')}"` });
    const { out } = await check(comma, '--modality', 'table');
    expect(out).toMatch(
      /^Not measured\n {2}critical {2}comma holds no number in age, where people's cells are/m,
    );
    const { generations } = await report(comma, '--modality', 'table');
    expect(ids(generations[0].findings)).toContain('column.other-kind');
  });

  it('says so on the terminal: columns that another separator hides', async () => {
    const semicolons = disk.write('semicolons.csv', csv('like').replaceAll(',', ';'));
    const { out } = await check(semicolons, '--modality', 'table');
    expect(out).toMatch(/critical {2}semicolons holds nothing in age, job/);
  });

  it('does not drive the terminal by the name of a column', async () => {
    const hostile = '\u001b[2J\u202ename'.repeat(5);
    const header = `id,${hostile},job`;
    const [h, r, g] = ['h', 'r', 'g'].map((name) => disk.write(`hostile-${name}.csv`, csv(name, { header })));
    const { out } = await outcross('check', g, '--against', h, '--reservoir', r, '--modality', 'table');
    expect(hiddenIn(out)).toEqual([]);
    expect(out).toContain('Spread, [U+001B]');
  });
});

describe('a table that is not as it should be', () => {
  it('is measured without its malformed rows, which are counted', async () => {
    const ragged = disk.write('ragged.csv', `${csv('like')}r1,1\nr2,1,2,3\n`);
    const { findings, generations } = await report(ragged, '--modality', 'table');
    expect(findings.map(({ message }) => message).join()).toContain('2 malformed rows of ragged');
    expect(generations[0].corpus.examples).toBe(400);
    const strict = await check(ragged, '--modality', 'table', '--strict');
    expect(strict).toMatchObject({ status: 2, err: expect.stringContaining('ragged.csv:402') });
  });

  it('may hold nothing but infinities, or nothing at all, in a column', async () => {
    for (const age of ['inf', '-Infinity', 'NaN', '', '1e999']) {
      const { generations } = await report(file('odd', { age: () => age }), '--modality', 'table');
      for (const { id, value, ratio } of generations[0].signals) {
        expect(Number.isFinite(value) && Number.isFinite(ratio), `${id} of ${age}`).toBe(true);
      }
    }
  });

  it('may hold numbers at the ends of what a double holds', async () => {
    const huge = file('huge', { age: (x) => (x > 40 ? '1.7e308' : '-1.7e308') });
    const { generations } = await report(huge, '--modality', 'table');
    expect(generations[0].verdict).toBe('shifted');
    expect(generations[0].signals.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  });

  it.each<[string, string | Buffer, string, RegExp]>([
    ['empty.csv', '', 'E_EMPTY', /empty\.csv is empty/],
    ['header.csv', 'id,age,job\n', 'E_EMPTY', /header\.csv/],
    ['one.csv', 'id,age,job\n1,2,x\n', 'E_EMPTY', /holds 1 example; a check needs at least 4/],
    ['twice.csv', 'id,age,age\n1,2,3\n', 'E_FORMAT', /the column "age" twice/],
    ['open.csv', 'id,age,job\n1,"2', 'E_TRUNCATED', /open\.csv/],
    ['wide.csv', Buffer.from('\ufeffid,age\n1,2\n', 'utf16le'), 'E_ENCODING', /UTF-16/],
    ['cut.csv.gz', gzipSync(csv('like')).subarray(0, 900), 'E_TRUNCATED', /cut short/],
  ])('ends with status 2 where nothing can be read of %s', async (name, content, code, said) => {
    const { status, out, err } = await check(disk.write(name, content), '--modality', 'table');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(code);
    expect(err).toMatch(said);
  });

  it('ends with status 2 where a folder bears the name of a table, or a file may not be read', async () => {
    const folder = join(disk.folder, 'folder.csv');
    mkdirSync(folder, { recursive: true });
    expect(await check(folder, '--modality', 'table')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/E_EMPTY.*folder\.csv holds no corpus file/),
    });
    expect(await check(join(disk.folder, 'none.csv'), '--modality', 'table')).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_NOT_FOUND'),
    });
    const closed = file('closed');
    chmodSync(closed, 0o000);
    expect(await unprivileged(() => check(closed, '--modality', 'table'))).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('E_UNREADABLE'),
    });
  });
});

describe('a tired person', () => {
  it('is told the nearest column, of the header, where the one that is named is not there', async () => {
    const { status, err } = await check(like, '--columns', 'agee');
    expect(status).toBe(2);
    expect(err).toMatch(/E_FIELD.*human\.csv: no field "agee" in its header/);
    expect(err).toContain('Did you mean "age"?');
  });

  it('is told of tables where a table holds no text', async () => {
    const { status, err } = await check(like);
    expect(status).toBe(2);
    expect(err).toMatch(/no text field in its header[\s\S]*--modality table/);
  });

  it.each([
    [['--columns', 'age,,job'], 'different names with commas'],
    [['--columns', 'age,age'], 'different names with commas'],
    [['--modality', 'tables'], 'table'],
  ])('is told what is wrong with %j', async (options, said) => {
    const { status, err } = await check(like, ...options);
    expect(status).toBe(2);
    expect(err).toContain(said);
  });

  it('is warned of a column that no table holds', async () => {
    const { findings } = await report(like, '--columns', 'age,heigth');
    expect(findings.map(({ id, where }) => [id, where])).toEqual([
      ['column.empty', 'holdout'],
      ['column.empty', 'reservoir'],
      ['column.empty', 'like'],
    ]);
  });

  it('cannot compare a table with text', async () => {
    const words = disk.write('words.txt', 'one two three\n'.repeat(50));
    const profile = `${words}.profile`;
    expect((await outcross('profile', words, '-o', profile)).status).toBe(0);
    const { status, err } = await check(profile, '--modality', 'table');
    expect(status).toBe(2);
    expect(err).toContain('E_MERGE');
  });
});
