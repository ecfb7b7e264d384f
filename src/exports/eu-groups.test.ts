import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import type { DatasetFacts } from './dataset.ts';
import { answerTo, grouped, ofCategory } from './eu-groups.ts';
import { factsOf, manifestOf } from './fixtures.test.support.ts';

const groups = (sources: DatasetFacts['sources'], asked = new Asked()) =>
  grouped(factsOf({ dataset: { sources } }), asked);

describe('grouped', () => {
  it('puts every source in one group, and the groups add up to the set', () => {
    const { byCategory, whole, nameless } = groups({
      press: { category: 'user' },
      assistant: { category: 'public' },
    });
    expect(byCategory.map(({ category, sources }) => [category, sources.map(({ name }) => name)])).toEqual([
      ['public', ['assistant']],
      ['user', ['press']],
    ]);
    expect(byCategory.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(whole);
    expect(nameless).toBeUndefined();
  });

  it('asks for each category that nobody stated', () => {
    const asked = new Asked();
    groups({ press: { category: 'public' } }, asked);
    expect(asked.missing).toEqual(['dataset.sources.assistant.category']);
  });

  it('counts what has no source to the group without a category', () => {
    const manifest = manifestOf();
    const [press, { value: _, ...nameless }] = manifest.composition.bySource;
    const composition = { ...manifest.composition, bySource: [press, nameless] };
    const asked = new Asked();
    const all = grouped(
      factsOf({
        manifest: { ...manifest, composition },
        dataset: { sources: { press: { category: 'public' } } },
      }),
      asked,
    );
    expect(all.byCategory.at(-1)).toEqual({ category: undefined, sources: [], examples: 20, tokens: 140 });
    expect(asked.missing).toEqual(['the source of some examples']);
    expect(answerTo(all, 'crawled')).toBe('not stated');
  });
});

describe('answerTo', () => {
  it('is yes for what is there, no where all is known, and nothing else is guessed', () => {
    const all = groups({ press: { category: 'other' }, assistant: { category: 'synthetic' } });
    expect(answerTo(all, 'other')).toBe('Yes');
    expect(answerTo(all, 'licensed')).toBe('No');
    expect(ofCategory(all, 'licensed')).toEqual([]);
    expect(answerTo(groups({}), 'licensed')).toBe('not stated');
  });
});
