import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import { encodeProfile } from '../profile/codec.ts';
import { facetOf } from '../profile/facets.ts';
import { mergeProfiles, restrictProfile } from '../profile/profile.ts';
import { codeFacet } from '../syntax/facet.ts';
import { SYNTAX_ID } from '../syntax/grammar.ts';
import { SNIPPETS } from '../syntax/snippets.test.support.ts';
import { profileCorpus } from './profile-corpus.ts';

const files = scratch();

function repository(name: string, contents: Readonly<Record<string, string>>): string {
  const folder = dirname(files.write(`${name}/.keep`, ''));
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const code = (inputs: readonly string[], more: Partial<CorpusSpec> = {}): CorpusSpec => ({
  inputs,
  modality: 'code',
  ...more,
});

describe('a profile of code', () => {
  it('reads the sources of a folder, each by its ending, and passes over what is no code', async () => {
    const folder = repository('repo', {
      'src/a.ts': SNIPPETS.typescript,
      'src/deep/b.py': SNIPPETS.python,
      'main.go': SNIPPETS.go,
      'README.md': 'Read me.',
      'package.json': '{"text": "not code"}',
      '.git/c.ts': 'x = 1',
    });
    const profile = await profileCorpus(code([folder]), { workers: 0 });
    expect(profile.settings).toMatchObject({ modality: 'code', tokenizer: SYNTAX_ID });
    expect(profile.trouble.malformed).toBe(0);
    expect([...facetOf(profile, codeFacet)!.languages.keys()]).toEqual(['go', 'python', 'typescript']);
    expect(profile.sample.examples.map(({ text }) => text)).toContain(SNIPPETS.go.replace(/\n$/, ''));
  });

  it('reads rows by the field of their language; a language that is not known is a malformed row', async () => {
    const rows = [
      { content: SNIPPETS.java, lang: 'Java' },
      { content: 'IDENTIFICATION DIVISION.', lang: 'cobol' },
      { content: 'x = 1' },
    ];
    const path = files.write('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    const profile = await profileCorpus(code([path]), { workers: 0 });
    expect(profile.tally.examples.reduce((a, b) => a + b, 0)).toBe(1);
    expect(profile.trouble.malformed).toBe(2);
    expect(profile.trouble.rows.map(({ row, reason }) => [row, reason])).toEqual([
      [2, expect.stringContaining('"cobol", no language that is known')],
      [3, 'no field language or lang names the language'],
    ]);
  });

  it('takes the language that is asked for, for rows, lines and files of any ending', async () => {
    const rows = files.write('a.jsonl', JSON.stringify({ code: 'x = 1' }));
    const lines = files.write('b.txt', 'x = 1\ny = f(2)\n');
    const profile = await profileCorpus(code([rows, lines], { language: 'python' }), { workers: 0 });
    expect(profile.tally.examples.reduce((a, b) => a + b, 0)).toBe(3);
    expect(facetOf(profile, codeFacet)!.counts.clean.reduce((a, b) => a + b, 0)).toBe(3);
    const refused = profileCorpus(code([lines]), { workers: 0 });
    await expect(refused).rejects.toMatchObject({ code: 'E_EMPTY', hint: expect.stringContaining('ending') });
  });

  it('has the same bytes whatever the workers and the cut, and as the merge of its parts', async () => {
    const rows = Array.from({ length: 180 }, (_, i) => {
      const [language, text] = Object.entries(SNIPPETS)[i % 9];
      return JSON.stringify({ id: `s${i}`, language, text: text.replaceAll('x', `x${i % 5}`) });
    });
    const path = files.write('all.jsonl', rows.join('\n'));
    const whole = await profileCorpus(code([path]), { workers: 0 });
    const bytes = Buffer.from(encodeProfile(whole));
    const cut = await profileCorpus(code([path]), { workers: 2, targetBytes: 20_000 });
    expect(bytes.equals(Buffer.from(encodeProfile(cut)))).toBe(true);
    const halves = [0, 1].map((half) => restrictProfile(whole, (block) => block % 2 === half));
    const merged = {
      ...mergeProfiles(halves[0], halves[1]),
      trouble: whole.trouble,
      provenance: whole.provenance,
    };
    expect(Buffer.from(encodeProfile(merged)).equals(bytes)).toBe(true);
  });

  it('survives a line of megabytes that nests without end', async () => {
    const path = files.write('deep.js', `x = ${'[{a:('.repeat(250_000)}`);
    const profile = await profileCorpus(code([path]), { workers: 0 });
    const { counts } = facetOf(profile, codeFacet)!;
    const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect([total(counts.sources), total(counts.clean), total(counts.cut)]).toEqual([1, 0, 1]);
    expect(total(counts.errorUnits)).toBeGreaterThan(500_000);
  }, 60_000);
});
