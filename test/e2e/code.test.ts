import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { SNIPPETS } from '../../src/syntax/snippets.test.support.ts';
import { codeCorpus } from '../fixtures/code.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const rows = (seed: string, more = {}) =>
  jsonl(codeCorpus({ seed, examples: 250, ...more }).map(({ id, text }) => ({ id, code: text, lang: 'py' })));
const human = disk.write('human.jsonl', rows('human'));
const narrow = disk.write('narrow.jsonl', rows('narrow', { statements: 10, names: 30 }));

describe('outcross check --modality code', () => {
  it('says that code of a few statements is narrower, and shows the constructs that it lost', async () => {
    const args = ['check', narrow, '--against', human, '--modality', 'code', '--order', '2', '--json'];
    const { status, stdout, stderr } = await outcross(args);
    expect(stderr).toBe('');
    const [generation] = expectValidReport(stdout).generations;
    expect(['narrow', 'late']).toContain(generation.verdict);
    expect(status).toBe(generation.verdict === 'late' ? 1 : 0);
    const ids = generation.signals.map(({ id }) => id);
    expect(ids).toContain('code.calls.types');
    expect(ids).toContain('tail.coverage');
    const lost = generation.lost.filter(({ order }) => order === 1);
    expect(lost.length).toBeGreaterThan(5);
    for (const { type } of lost) expect(type).toMatch(/^\w+ > \S+( \S+)*$/);
    expect(generation.findings.map(({ id }) => id)).toContain('code.lost-calls');
  });

  it('makes a page of it', async () => {
    const html = join(disk.folder, 'code.html');
    const args = [
      'check',
      narrow,
      '--against',
      human,
      '--modality',
      'code',
      '--order',
      '2',
      '--html',
      html,
      '--fail-on',
      'none',
    ];
    const { status, stdout } = await outcross(args);
    expect(status).toBe(0);
    expect(stdout).toContain('narrow');
    const page = readFileSync(html, 'utf8');
    expect(page.includes('Rare calls')).toBe(true);
    expect(/<b><bdi>\w+ &gt; [^<]+<\/bdi><\/b>/.test(page)).toBe(true);
  });

  it('compares profiles of code without their sources, and refuses to compare them with text', async () => {
    const profiles = [`${human}.profile`, `${narrow}.profile`];
    for (const [i, path] of [human, narrow].entries()) {
      const { status } = await outcross(['profile', path, '--modality', 'code', '-o', profiles[i]]);
      expect(status).toBe(0);
    }
    const code = await outcross([
      'check',
      profiles[1],
      '--against',
      profiles[0],
      '--order',
      '2',
      '--fail-on',
      'none',
    ]);
    expect(code.status).toBe(0);
    const text = await outcross([
      'check',
      narrow,
      '--against',
      profiles[0],
      '--text-field',
      'code',
      '--order',
      '2',
    ]);
    expect(text.status).toBe(2);
    expect(text.stderr).toContain('E_MERGE');
  });
});

describe('outcross profile --modality code', () => {
  it('reads a repository in every language, and says what is no code it knows', async () => {
    const folder = join(disk.folder, 'repository');
    const endings = {
      typescript: 'ts',
      tsx: 'tsx',
      javascript: 'js',
      python: 'py',
      java: 'java',
      go: 'go',
      c: 'c',
      cpp: 'cc',
      rust: 'rs',
    };
    for (const [language, text] of Object.entries(SNIPPETS)) {
      mkdirSync(join(folder, language), { recursive: true });
      writeFileSync(join(folder, language, `main.${endings[language as keyof typeof endings]}`), text);
    }
    writeFileSync(join(folder, 'NOTES.md'), 'Not code.');
    const output = join(disk.folder, 'repository.profile');
    const { status, stdout } = await outcross(['profile', folder, '--modality', 'code', '-o', output]);
    expect(status).toBe(0);
    expect(stdout).toContain('9 examples');
    const refused = await outcross(['profile', join(folder, 'NOTES.md'), '--modality', 'code', '-o', output]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/E_E(MPTY|NCODING)|E_FORMAT/);
    expect(refused.stderr).toContain('language');
  });

  it('passes over rows of unknown languages with a warning, and writes them to the quarantine', async () => {
    const mixed = disk.write(
      'mixed.jsonl',
      jsonl([
        { code: 'x = 1', lang: 'py' },
        { code: '10 PRINT', lang: 'basic' },
      ]),
    );
    const quarantine = join(disk.folder, 'bad.jsonl');
    const args = [
      'profile',
      mixed,
      '--modality',
      'code',
      '-o',
      `${mixed}.profile`,
      '--quarantine',
      quarantine,
    ];
    const { status, stderr } = await outcross(args);
    expect(status).toBe(0);
    expect(stderr).toContain('1 malformed row was passed over');
    expect(readFileSync(quarantine, 'utf8')).toContain('10 PRINT');
  });

  it('knows no other language', async () => {
    const { status, stderr } = await outcross([
      'profile',
      human,
      '--modality',
      'code',
      '--language',
      'cobol',
      '-o',
      'x',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('no language "cobol"');
  });
});

describe('outcross dedup --modality code', () => {
  it('removes code that differs in names and literals alone', async () => {
    const renamed = SNIPPETS.python.replace(/\b(lines|path|seen|line|handle)\b/g, 'other_$1');
    const path = disk.write(
      'dup.jsonl',
      jsonl([
        { id: 'a', text: SNIPPETS.python, language: 'python' },
        { id: 'b', text: renamed, language: 'python' },
        { id: 'c', text: SNIPPETS.java, language: 'java' },
      ]),
    );
    const structural = await outcross(['dedup', path, '--modality', 'code', '--dry-run']);
    expect(structural.stdout).toContain('2 of 3 examples stay');
    const verbal = await outcross(['dedup', path, '--dry-run']);
    expect(verbal.stdout).toContain('3 of 3 examples stay');
    const misused = await outcross(['dedup', path, '--preset', 'code', '--dry-run']);
    expect(misused.status).toBe(2);
    expect(misused.stderr).toContain('--modality code');
  });
});
