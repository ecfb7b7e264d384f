import { describe, expect, it } from 'vitest';
import { REPLACE } from '../../test/fixtures/signals.ts';
import { isKnownSignal, orderInWords, signalBrief, signalTitle, termOf } from './glossary.ts';

const IDS = [...new Set(REPLACE.map((line) => line.id))];

describe('termOf', () => {
  it.each(IDS)('explains %s in whole sentences under a short title', (id) => {
    const term = termOf(id);
    expect(term.title.length).toBeLessThanOrEqual(24);
    expect(term.meaning).toMatch(/^[A-Z].{20,}\.$/);
    expect(term.reading).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('knows every signal of the design', () => {
    const ids = [
      ...[
        'tail.coverage',
        'missing-mass',
        'types',
        'richness.chao1',
        'hill.q0',
        'hill.q1',
        'hill.q2',
        'distinct',
      ],
      ...['self-bleu', 'spread.volume', 'spread.effective-rank', 'spread.length', 'repetition.within'],
      ...[
        'repetition.self',
        'compression',
        'duplicates.exact',
        'duplicates.near',
        'unique.exact',
        'unique.near',
      ],
      ...['perplexity.holdout', 'perplexity.own', 'divergence.js', 'novelty', 'category.coverage'],
      ...['category.divergence', 'copying'],
    ];
    expect(ids.filter((id) => !isKnownSignal(id))).toEqual([]);
  });

  it('agrees with the direction of each signal about which side is worse', () => {
    const side = { falls: 'lower', rises: 'higher', flag: 'neither' } as const;
    for (const line of REPLACE) expect(termOf(line.id).worse, line.id).toBe(side[line.direction]);
  });

  it('derives the term of a spread from its feature', () => {
    expect(termOf('spread.type-token').title).toBe('Spread, type token');
    expect(termOf('spread.type-token').meaning).toContain('type token');
  });

  it('gives an unknown id as its own title, cut and with controls made visible', () => {
    expect(termOf('vendi.score')).toMatchObject({ title: 'vendi.score', worse: 'neither' });
    expect(termOf('\u001b[2J').title).toBe('[U+001B][2J');
    expect(termOf('x'.repeat(500)).title).toHaveLength(40);
  });

  it.each(['constructor', '__proto__', 'toString'])('does not mistake %s for a signal', (id) => {
    expect(isKnownSignal(id)).toBe(false);
    expect(termOf(id).title).toBe(id);
  });
});

describe('signalTitle', () => {
  it('names order and band', () => {
    expect(signalTitle({ id: 'tail.coverage', order: 2, band: 0.05 })).toBe('Tail coverage, 2-gram, 5%');
  });

  it('puts the order of distinct-n into its name', () => {
    expect(signalTitle({ id: 'distinct', order: 3 })).toBe('Distinct-3');
    expect(signalTitle({ id: 'distinct' })).toBe('Distinct-n');
  });

  it('gives every signal of a report a title of its own', () => {
    const titles = REPLACE.map(signalTitle);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('signalBrief', () => {
  it('leaves out the order 1 of words, but not a higher one', () => {
    expect(signalBrief({ id: 'tail.coverage', order: 1, band: 0.1 })).toBe('Tail coverage, 10%');
    expect(signalBrief({ id: 'tail.coverage', order: 2, band: 0.1 })).toBe('Tail coverage, 2-gram, 10%');
  });

  it('leaves out the order of a language model', () => {
    expect(signalBrief({ id: 'perplexity.holdout', order: 5 })).toBe('Perplexity (human)');
  });
});

describe('orderInWords', () => {
  it('says words, pairs, triples and longer runs', () => {
    expect([1, 2, 3, 4].map(orderInWords)).toEqual([
      'words',
      'pairs of words',
      'triples of words',
      'runs of 4 words',
    ]);
  });
});
