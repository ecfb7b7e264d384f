import { describe, expect, it } from 'vitest';
import { NgramBuilder } from './ngram-builder.ts';
import { extensionProbability, initialState, longestExtension, nextState } from './ngram-state.ts';
import { BEGIN_NODE, END, ROOT } from './ngram-table.ts';

const ids = (...tokens: number[]) => Uint32Array.from(tokens);

describe('a state', () => {
  const { arrays } = new NgramBuilder({ order: 3 })
    .add(ids(1, 2, 3))
    .add(ids(4, 2))
    .build();

  it('is <s> at first, or the root where no context can be', () => {
    expect(initialState(arrays)).toBe(BEGIN_NODE);
    expect(initialState(new NgramBuilder({ order: 1 }).add(ids(1)).build().arrays)).toBe(ROOT);
    expect(initialState(new NgramBuilder().build().arrays)).toBe(ROOT);
  });

  it('holds the last words, up to the order less one', () => {
    const stateAfter = (...words: number[]) =>
      words.reduce((state, word) => nextState(arrays, longestExtension(arrays, state, word)), BEGIN_NODE);
    expect(stateAfter(1, 2)).not.toBe(stateAfter(4, 2));
    expect(stateAfter(1, 2, 3)).toBe(stateAfter(1, 1, 2, 3));
    expect(stateAfter(1, 77)).toBe(ROOT);
    expect(stateAfter(77, 2)).toBe(stateAfter(3, 2));
  });

  it('is extended by a word as far as both occurred together, by an unseen one not at all', () => {
    const second = longestExtension(arrays, BEGIN_NODE, 1);
    expect(longestExtension(arrays, second, 2)).toBeGreaterThan(second);
    expect(longestExtension(arrays, second, 4)).toBe(longestExtension(arrays, ROOT, 4));
    expect(longestExtension(arrays, second, 77)).toBe(ROOT);
  });

  it('gives an unseen word its uniform share', () => {
    expect(extensionProbability(arrays, BEGIN_NODE, ROOT, 10)).toBe(arrays.uniform[BEGIN_NODE] / 10);
    expect(extensionProbability(arrays, ROOT, ROOT, 10)).toBe(arrays.uniform[ROOT] / 10);
  });

  it('gives its words and the end of a sequence probabilities that sum to one', () => {
    const state = nextState(arrays, longestExtension(arrays, longestExtension(arrays, BEGIN_NODE, 4), 2));
    const p = (word: number) => extensionProbability(arrays, state, longestExtension(arrays, state, word), 5);
    expect(p(1) + p(2) + p(3) + p(4) + p(END)).toBeCloseTo(1, 12);
    expect(p(END)).toBeGreaterThan(p(1));
    expect(p(1)).toBeGreaterThan(p(77));
  });
});
