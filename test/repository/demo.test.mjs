import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARMS } from '../../examples/demo/arms.ts';
import { readBrown } from '../../examples/demo/brown.ts';
import { LanguageModel } from '../../examples/demo/language-model.ts';
import { line } from '../../examples/demo/line.ts';
import { writeGeneration, writeHuman } from '../../examples/demo/rows.ts';
import { spell } from '../../examples/demo/spelling.ts';
import { excerpt, halves } from '../../examples/demo/split.ts';
import { Rng } from '../../src/base/rng.ts';
import { temporaryFolder } from './temporary.mjs';

const brown = readBrown();
const TEXT = [
  ['a', 'cat', 'sat', '.'],
  ['a', 'dog', 'sat', '.'],
  ['the', 'cat', 'ran'],
];

describe('the Brown corpus of the demo', () => {
  it('has the 500 sources and 15 genres of its manual, and a million words', () => {
    expect(new Set(brown.map(({ source }) => source)).size).toBe(500);
    expect(new Set(brown.map(({ genre }) => genre)).size).toBe(15);
    const words = brown.reduce((sum, paragraph) => sum + paragraph.words.length, 0);
    expect(words).toBeGreaterThan(1_100_000);
    expect(words).toBeLessThan(1_170_000);
  });

  it('has no empty paragraph, no empty word and no id twice', () => {
    expect(brown.every(({ words }) => words.length > 0 && !words.includes(''))).toBe(true);
    expect(new Set(brown.map(({ id }) => id)).size).toBe(brown.length);
  });

  it('has no part of speech left in its words but where the corpus errs', () => {
    expect(brown[0].words.slice(0, 5)).toEqual(['The', 'Fulton', 'County', 'Grand', 'Jury']);
    const marked = brown.flatMap(({ words }) => words).filter((word) => /\/(nn|jj|vb|at|in)\b/.test(word));
    // One token of the corpus itself was tagged by mistake inside.
    expect(marked).toEqual(['material/hr./*0F./in.']);
  });
});

describe('spelling', () => {
  it('closes marks up to their words', () => {
    expect(spell(['``', 'No', "''", ',', 'he', 'said', '(', 'twice', ')', '.'])).toBe(
      '“No”, he said (twice).',
    );
    expect(spell(['Really', '?'])).toBe('Really?');
    expect(spell([])).toBe('');
  });
});

describe('splitting', () => {
  it('puts every paragraph in one half, and no source in both', () => {
    const [one, two] = halves(brown, new Rng(1));
    expect(one.length + two.length).toBe(brown.length);
    const first = new Set(one.map(({ source }) => source));
    expect(first.size).toBe(250);
    expect(two.some(({ source }) => first.has(source))).toBe(false);
  });

  it('takes paragraphs until they have the words asked for, or all there are', () => {
    const taken = excerpt(brown, 10_000, new Rng(1));
    const words = taken.map((paragraph) => paragraph.words.length);
    const sum = words.reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThanOrEqual(10_000);
    expect(sum - (words.at(-1) ?? 0)).toBeLessThan(10_000);
    expect(excerpt(brown.slice(0, 5), 10_000, new Rng(1))).toHaveLength(5);
  });
});

describe('a language model', () => {
  it('writes words that it was trained on only, as many as asked for', () => {
    const known = new Set(TEXT.flat());
    const written = new LanguageModel(TEXT).write(200, new Rng(1));
    expect(written.flat().every((word) => known.has(word))).toBe(true);
    expect(written.flat().length).toBeGreaterThanOrEqual(200);
    expect(written.slice(0, -1).flat().length).toBeLessThan(200);
  });

  it('writes the same for the same seed, and other text for another', () => {
    const model = new LanguageModel(TEXT);
    expect(model.write(100, new Rng(1))).toEqual(model.write(100, new Rng(1)));
    expect(model.write(100, new Rng(1))).not.toEqual(model.write(100, new Rng(2)));
  });
});

describe('the arms', () => {
  const human = [['human']];

  it('begin alike, with the human text', () => {
    expect(ARMS.replace(human, [])).toEqual(human);
    expect(ARMS.accumulate(human, [])).toEqual(human);
  });

  it('go on with the last generation alone, or with all there is', () => {
    const generations = [[['one']], [['two']]];
    expect(ARMS.replace(human, generations)).toEqual([['two']]);
    expect(ARMS.accumulate(human, generations)).toEqual([['human'], ['one'], ['two']]);
  });

  it('lose words under replacement that accumulation still has', () => {
    const text = excerpt(brown, 5_000, new Rng(3)).map(({ words }) => words);
    const types = Object.values(ARMS).map((arm) => {
      const last = [...line(arm, { human: text, generations: 5, size: 5_000, rng: new Rng(4) })].at(-1) ?? [];
      return new Set(last.flat()).size;
    });
    expect(types[0]).toBeLessThan(0.8 * types[1]);
  });
});

describe('the rows of the demo', () => {
  it('hold human text with its source and genre', async () => {
    const file = join(temporaryFolder({}), 'human.jsonl');
    await writeHuman(file, brown.slice(0, 2));
    const rows = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      id: 'ca01-0',
      source: 'ca01',
      genre: 'news',
      text: expect.stringMatching(/^The Fulton/),
    });
  });

  it('hold generated text, each paragraph a source of its own', async () => {
    const file = join(temporaryFolder({}), 'g1.jsonl');
    await writeGeneration(file, 'g1', TEXT);
    const rows = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(rows.map(({ source }) => source)).toEqual(['g1-0', 'g1-1', 'g1-2']);
    expect(rows[2]).toEqual({ id: 'g1-2', source: 'g1-2', text: 'the cat ran' });
  });
});
