import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { DEFAULT_SETTINGS, type Profile } from '../profile/profile.ts';
import { summarise } from './profile-summary.ts';
import { briefText, summaryText } from './summary-text.ts';

function profileOf(examples: Partial<Example>[], settings = DEFAULT_SETTINGS): Profile {
  const accumulator = new ProfileAccumulator(settings);
  examples.forEach((example, i) => {
    accumulator.add({ id: `e${i}`, group: `e${i}`, text: 'one two three two', ...example });
  });
  accumulator.badRow({ file: 'a.jsonl', row: 9, reason: 'no JSON', raw: 'secret' });
  return accumulator.finish();
}

const THREE = profileOf([
  { category: 'news', provenance: { origin: 'human', source: 'press' } },
  { category: 'news', provenance: { origin: 'human', source: 'press' } },
  { category: 'lore', provenance: { origin: 'synthetic', model: 'm1', generation: 2, license: 'CC0' } },
]);

describe('summarise', () => {
  it('counts what the profile holds', () => {
    const summary = summarise(THREE, 'x.profile', 1234);
    expect(summary).toMatchObject({
      schema: 'outcross.profile-summary/1',
      file: 'x.profile',
      fileBytes: 1234,
      examples: 3,
      tokens: 15,
      characters: 51,
      bytes: 51,
      texts: true,
      sample: { examples: 3, tokens: 15, whole: true },
      malformed: 1,
      invalidEncoding: 0,
    });
    expect(summary.orders).toEqual([
      { order: 1, positions: 12, types: 3, theta: 1 },
      { order: 2, positions: 9, types: 3, theta: 1 },
      { order: 3, positions: 6, types: 2, theta: 1 },
      { order: 4, positions: 3, types: 1, theta: 1 },
      { order: 8, positions: 0, types: 0, theta: 1 },
      { order: 0, positions: 3, types: 1, theta: 1 },
    ]);
  });

  it('lists origins, largest first, and categories', () => {
    const { origins, categories } = summarise(THREE, 'x', 0);
    expect(origins).toEqual([
      { origin: 'human', source: 'press', model: null, generation: null, license: null, examples: 2 },
      { origin: 'synthetic', source: null, model: 'm1', generation: 2, license: 'CC0', examples: 1 },
    ]);
    expect(categories).toEqual([
      { name: 'lore', examples: 1 },
      { name: 'news', examples: 2 },
    ]);
  });

  it('leaves the raw text of malformed rows out', () => {
    expect(JSON.stringify(summarise(THREE, 'x', 0))).not.toContain('secret');
  });
});

describe('summaryText', () => {
  const text = summaryText(summarise(THREE, 'x.profile', 1234), 80, false);

  it('shows sizes, types kept, origins, categories and malformed rows', () => {
    for (const part of [
      'x.profile  1.2 kB',
      'with sample texts',
      '2-grams',
      'Every type was kept: all counts are exact.',
      'human, press',
      'synthetic, m1, generation 2, licence CC0',
      'news',
      '1 malformed row',
      'a.jsonl:9: no JSON',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says which share of the types was kept where not all were', () => {
    const words = Array.from({ length: 300 }, (_, i) => ({ text: `w${i} v${i}` }));
    const tight = profileOf(words, { ...DEFAULT_SETTINGS, unigramPairs: 100, pairs: 100 });
    const lines = summaryText(summarise(tight, 'x', 0), 80, false).split('\n');
    expect(lines.find((line) => line.includes('1-grams'))).toMatch(/1 in 8 +0\.125$/);
    expect(lines.join('\n')).toContain('totals are estimated');
  });

  it('counts what it does not list', () => {
    const many = profileOf(Array.from({ length: 20 }, (_, i) => ({ category: `c${i}` })));
    expect(summaryText(summarise(many, 'x', 0), 80, false)).toContain('and 8 more');
  });

  it('has lines no wider than the terminal, but for 40 cells', () => {
    for (const columns of [1, 40, 60]) {
      const lines = summaryText(summarise(THREE, 'x.profile', 1234), columns, false).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(40, columns));
    }
  });

  it('writes escape codes only where colour is wanted, and never those of the corpus', () => {
    const hostile = profileOf([
      { category: '\u001b[2J', provenance: { origin: 'human', model: '\u001b]0;x' } },
    ]);
    expect(text).not.toContain('\u001b');
    expect(summaryText(summarise(THREE, 'x', 0), 80, true)).toContain('\u001b[1m');
    expect(summaryText(summarise(hostile, '\u001bx', 0), 80, false)).not.toContain('\u001b');
  });
});

describe('briefText', () => {
  it('is one line', () => {
    expect(briefText(summarise(THREE, 'x.profile', 1234))).toBe(
      'x.profile (1.2 kB): 3 examples, 15 tokens, 51 B of text\n',
    );
  });
});
