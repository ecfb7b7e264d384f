import { describe, expect, it } from 'vitest';
import { THREE_EXAMPLES } from './fixtures.test.support.ts';
import { summarise } from './profile-summary.ts';

describe('summarise', () => {
  it('counts what the profile holds', () => {
    const summary = summarise(THREE_EXAMPLES, 'x.profile', 1234);
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
    const { origins, categories } = summarise(THREE_EXAMPLES, 'x', 0);
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
    expect(JSON.stringify(summarise(THREE_EXAMPLES, 'x', 0))).not.toContain('secret');
  });
});
