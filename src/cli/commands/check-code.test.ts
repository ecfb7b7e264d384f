import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeCorpus } from '../../../test/fixtures/code.ts';
import { expectValidReport } from '../../../test/fixtures/schema.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();

async function outcross(...args: string[]) {
  const { context, out: stdout, err } = desk();
  stdout.columns = 80;
  const status = await run(args, context);
  return { status, out: stdout.text, err: err.text };
}

const sources = (seed: string) => codeCorpus({ seed, examples: 40 });

/** A folder with a source a file. */
function folder(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(disk.folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const files = (seed: string, edit = (text: string) => text) =>
  Object.fromEntries(sources(seed).map(({ text }, i) => [`f${i}.py`, edit(text)]));

const human = folder('human', files('human'));
const reservoir = folder('reservoir', files('reservoir'));
const check = (...args: string[]) =>
  outcross('check', ...args, '--against', human, '--reservoir', reservoir, '--workers', '0', '--order', '2');

async function signals(...args: string[]) {
  const { out } = await check(...args, '--json');
  return expectValidReport(out).generations[0].signals;
}

async function profiled(path: string, ...options: string[]) {
  const made = await outcross(
    'profile',
    path,
    '-o',
    join(disk.folder, 'x.profile'),
    '--workers',
    '0',
    ...options,
  );
  return { ...made, ok: made.status === 0 };
}

describe('outcross check --modality code', () => {
  it('gives the same figures for lines that end as on Windows, but for what is counted in characters', async () => {
    const plain = await signals(folder('plain', files('g')), '--modality', 'code');
    const windows = await signals(
      folder(
        'windows',
        files('g', (text) => text.replaceAll('\n', '\r\n')),
      ),
      '--modality',
      'code',
    );
    const ofTree = (found: typeof plain) =>
      found
        .filter(({ id }) =>
          /^(tail\.coverage|types|distinct|code\.(names|calls|clean|spread\.depth))/.test(id),
        )
        .map(({ id, order, band, value, baseline }) => ({ id, order, band, value, baseline }));
    expect(ofTree(plain).length).toBeGreaterThan(8);
    expect(ofTree(windows)).toEqual(ofTree(plain));
  });

  it('is implied by --language, and by --language-field', async () => {
    const folderOf = folder('implied', files('g'));
    expect((await signals(folderOf, '--language', 'python')).map(({ id }) => id)).toContain(
      'code.parse-rate',
    );
    const rows = disk.write('l.jsonl', jsonl(sources('l').map(({ text }) => ({ code: text, l: 'py' }))));
    expect((await profiled(rows, '--language-field', 'l')).out).toContain('40 examples');
  });
});

describe('rows of source code', () => {
  it('are read by the next field, or by their path, where a cell of a table names no language', async () => {
    const rows = disk.write(
      'rows.csv',
      'code,language,lang,path\nf(1),,py,\ng(2),,,a/b.go\nh(3),java,,\n"let a = 1",,,\n',
    );
    const quarantine = join(disk.folder, 'bad.jsonl');
    const { status, err, out } = await profiled(rows, '--modality', 'code', '--quarantine', quarantine);
    expect(status).toBe(0);
    expect(out).toContain('3 examples');
    expect(err).toContain('1 malformed row');
  });

  it('say which language is not known', async () => {
    const rows = disk.write('en.jsonl', jsonl([{ text: 'x = 1', language: 'en', path: 'a.py' }]));
    const { status, err } = await profiled(rows, '--modality', 'code');
    expect(status).toBe(2);
    expect(err).toMatch(/E_EMPTY[\s\S]*field "language" is "en", no language that is known/);
  });

  it('need the field that was asked for', async () => {
    const rows = disk.write('l2.jsonl', jsonl([{ text: 'x = 1', lang: 'py' }]));
    const { status, err } = await profiled(rows, '--modality', 'code', '--language-field', 'lnag');
    expect(status).toBe(2);
    expect(err).toMatch(/E_FIELD[\s\S]*no field "lnag"[\s\S]*Did you mean "lang"/);
  });
});

describe('a folder of source code', () => {
  it('is read though a file in it is in UTF-16, binary, empty, blank or marked', async () => {
    const odd = folder('odd', {
      'a.py': 'x = f(1)\n',
      'binary.py': Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256)),
      'bom.py': '\ufeffy = g(2)\n',
      'blank.py': '\n\n',
      'empty.py': '',
      'utf16.py': Buffer.from('\ufeffx = 1\n', 'utf16le'),
      '.hidden.py': 'z = 1\n',
      'notes.md': 'No code.',
    });
    const { status, out, err } = await profiled(odd, '--modality', 'code');
    expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('1 malformed row') });
    expect(out).toContain('3 examples');
    expect(err).toContain('utf16.py:1');
    const strict = await profiled(odd, '--modality', 'code', '--strict');
    expect(strict).toMatchObject({ status: 2, err: expect.stringContaining('UTF-16') });
  });

  it('that holds none says which endings are known', async () => {
    const { status, err } = await profiled(
      folder('none', { 'a.md': 'a', 'b.json': '{}' }),
      '--modality',
      'code',
    );
    expect(status).toBe(2);
    expect(err).toMatch(/holds no corpus file \(2 other files\)[\s\S]*\.ts \.mts .*\.rs/);
  });

  it('is no corpus of text', async () => {
    const { status, err } = await check(human, '--modality', 'text');
    expect(status).toBe(2);
    expect(err).toContain('E_EMPTY');
  });
});

describe('the options of code', () => {
  it.each([
    [['--language', 'cobol'], 'There is no language "cobol". Known: typescript, tsx'],
    [['--language', '__proto__'], 'There is no language "__proto__"'],
    [['--modality', 'Code'], 'code'],
  ])('refuse %j', async (options, said) => {
    const { status, err } = await profiled(human, ...options);
    expect(status).toBe(2);
    expect(err).toContain(said);
  });
});
