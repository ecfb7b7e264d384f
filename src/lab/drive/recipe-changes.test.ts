import { describe, expect, it } from 'vitest';
import type { RecipeConfig } from './recipe.ts';
import { changes, changeText, frozenPart } from './recipe-changes.ts';

const config: RecipeConfig = {
  human: { inputs: 'h.jsonl' },
  mix: { mode: 'replace', human: 0.1 },
  train: 't',
  sample: 's',
  generations: 3,
  stop: ['late'],
  timeout: '1h',
};

describe('the frozen part of a recipe', () => {
  it('holds all that has a say in what was done, and not how long it goes on', () => {
    expect(Object.keys(frozenPart(config, () => true))).toEqual(['human', 'mix', 'train', 'sample']);
    const later = { ...config, generations: 9, stop: [], timeout: 5 };
    expect(
      changes(
        frozenPart(config, () => true),
        frozenPart(later, () => true),
      ),
    ).toEqual([]);
  });

  it('leaves out what nothing rests on yet: a command that never succeeded can be mended', () => {
    const done = ['human', 'mix'];
    expect(Object.keys(frozenPart(config, (step) => done.includes(step)))).toEqual(['human', 'mix']);
  });

  it('holds the number of examples from training on where the training command has it', () => {
    const isDone = (step: string) => step === 'train';
    expect(frozenPart({ ...config, examples: 5 }, isDone)).not.toHaveProperty('examples');
    expect(frozenPart({ ...config, examples: 5, train: 't {examples}' }, isDone)).toHaveProperty(
      'examples',
      5,
    );
  });
});

describe('changes', () => {
  it('names each part that differs, by its path', () => {
    const now = { ...config, mix: { mode: 'replace', human: 0.3, size: 5 }, train: undefined };
    expect(changes({ ...config }, now).map(changeText)).toEqual([
      'mix.human: 0.1 is now 0.3',
      'mix.size is new: 5',
      'train is gone: it was "t"',
    ]);
  });

  it('does not depend on the order of keys', () => {
    expect(changes({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toEqual([]);
  });

  it('takes a list as one part', () => {
    expect(changes({ a: [1, 2] }, { a: [2, 1] }).map(({ path }) => path)).toEqual([['a']]);
  });

  it('cuts what is long', () => {
    const [change] = changes({ train: 'x' }, { train: 'y'.repeat(500) });
    expect(changeText(change).length).toBeLessThan(100);
  });
});
