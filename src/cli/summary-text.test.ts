import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../profile/profile.ts';
import { makeProfile, THREE_EXAMPLES } from './fixtures.test.support.ts';
import { summarise } from './profile-summary.ts';
import { briefText, summaryText } from './summary-text.ts';

describe('summaryText', () => {
  const text = summaryText(summarise(THREE_EXAMPLES, 'x.profile', 1234), 80, false);

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
    const tight = makeProfile(words, { ...DEFAULT_SETTINGS, unigramPairs: 100, pairs: 100 });
    const lines = summaryText(summarise(tight, 'x', 0), 80, false).split('\n');
    expect(lines.find((line) => line.includes('1-grams'))).toMatch(/1 in 8 +0\.125$/);
    expect(lines.join('\n')).toContain('totals are estimated');
  });

  it('counts what it does not list', () => {
    const many = makeProfile(Array.from({ length: 20 }, (_, i) => ({ category: `c${i}` })));
    expect(summaryText(summarise(many, 'x', 0), 80, false)).toContain('and 8 more');
  });

  it('has lines no wider than the terminal, but for 40 cells', () => {
    for (const columns of [1, 40, 60]) {
      const lines = summaryText(summarise(THREE_EXAMPLES, 'x.profile', 1234), columns, false).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(40, columns));
    }
  });

  it('writes escape codes only where colour is wanted, and never those of the corpus', () => {
    const hostile = makeProfile([
      { category: '\u001b[2J', provenance: { origin: 'human', model: '\u001b]0;x' } },
    ]);
    expect(text).not.toContain('\u001b');
    expect(summaryText(summarise(THREE_EXAMPLES, 'x', 0), 80, true)).toContain('\u001b[1m');
    expect(summaryText(summarise(hostile, '\u001bx', 0), 80, false)).not.toContain('\u001b');
  });
});

describe('briefText', () => {
  it('is one line', () => {
    expect(briefText(summarise(THREE_EXAMPLES, 'x.profile', 1234))).toBe(
      'x.profile (1.2 kB): 3 examples, 15 tokens, 51 B of text\n',
    );
  });
});
