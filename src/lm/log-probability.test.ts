import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logProbabilities, logProbability, probability } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import type { NgramModel } from './ngram-model.ts';
import { perplexity } from './score.ts';
import { END_OF_SEQUENCE } from './token-ids.ts';

const ids = (...tokens: number[]) => Uint32Array.from(tokens);

function modelOf(sequences: readonly (readonly number[])[], order: number): NgramModel {
  const builder = new NgramBuilder({ order });
  for (const sequence of sequences) builder.add(Uint32Array.from(sequence));
  return builder.build();
}

const corpora = fc.array(fc.array(fc.nat(5), { maxLength: 8 }), { minLength: 1, maxLength: 12 });
const texts = fc.array(fc.nat(8), { maxLength: 10 });

describe('logProbability', () => {
  it('is the sum over tokens and the end, each given those before it', () => {
    fc.assert(
      fc.property(corpora, texts, fc.integer({ min: 1, max: 5 }), (sequences, text, order) => {
        const model = modelOf(sequences, order);
        let sum = 0;
        let unseen = 0;
        [...text, END_OF_SEQUENCE].forEach((word, i) => {
          const logarithm = Math.log(probability(model, Uint32Array.from(text.slice(0, i)), word) as number);
          sum += logarithm;
          if (!model.knows(word)) unseen += logarithm;
        });
        const score = logProbability(model, Uint32Array.from(text));
        expect(score?.logProbability).toBeCloseTo(sum, 9);
        expect(score?.events).toBe(text.length + 1);
        expect(score?.outOfVocabulary.logProbability).toBeCloseTo(unseen, 9);
        expect(score?.outOfVocabulary.events).toBe(text.filter((word) => !model.knows(word)).length);
      }),
    );
  });

  it('gives at order 1 each word its discounted share, by hand', () => {
    // Counts 3, 1 and, of the end, 2: n1 = n2 = n3 = 1, n4 = 0; Y = 1/3, D1 = 1/3, D2 = 1, D3+ = 3.
    const model = modelOf(
      [
        [5, 5],
        [5, 9],
      ],
      1,
    );
    const uniform = (1 / 3 + 1 + 3) / 6;
    expect(probability(model, ids(), 5, { vocabularySize: 4 })).toBeCloseTo(uniform / 4, 12);
    expect(probability(model, ids(), 9, { vocabularySize: 4 })).toBeCloseTo(2 / 3 / 6 + uniform / 4, 12);
    expect(probability(model, ids(5), END_OF_SEQUENCE, { vocabularySize: 4 })).toBeCloseTo(
      1 / 6 + uniform / 4,
      12,
    );
    expect(probability(model, ids(), 77, { vocabularySize: 4 })).toBeCloseTo(uniform / 4, 12);
  });

  it('predicts nothing but the end of an empty sequence', () => {
    const model = modelOf([[1, 2], []], 3);
    const score = logProbability(model, ids());
    expect(score?.events).toBe(1);
    expect(score?.logProbability).toBe(Math.log(probability(model, ids(), END_OF_SEQUENCE) as number));
  });

  it('stays finite on words never seen, in a vocabulary of any size', () => {
    const model = modelOf([[1, 2, 3]], 5);
    const score = logProbability(model, ids(8, 9, 8), { vocabularySize: 1e9 });
    expect(score?.outOfVocabulary.events).toBe(3);
    expect(perplexity(score)).toBeGreaterThan(1000);
    expect(perplexity(score)).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('does not let a context reach over an unseen word', () => {
    const model = modelOf(
      [
        [1, 2],
        [3, 2],
      ],
      3,
    );
    expect(probability(model, ids(1, 77), 2)).toBe(probability(model, ids(77), 2));
  });

  it('finds its training text likelier than the same words reversed', () => {
    const text = [4, 7, 1, 9, 3, 3, 8];
    const model = modelOf([text, text, [9, 9], [8, 1]], 4);
    const forward = logProbability(model, Uint32Array.from(text))?.logProbability as number;
    const backward = logProbability(model, Uint32Array.from(text.reverse()))?.logProbability as number;
    expect(forward).toBeGreaterThan(backward + 5);
  });

  it('takes one word more than the model knows as the default vocabulary', () => {
    const model = modelOf([[1, 2, 3]], 2);
    expect(logProbability(model, ids(1, 7))).toEqual(
      logProbability(model, ids(1, 7), { vocabularySize: model.vocabularySize + 1 }),
    );
  });

  it('refuses a vocabulary smaller than the model', () => {
    const model = modelOf([[1, 2, 3]], 2);
    for (const vocabularySize of [3, 0, -1, 4.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => logProbability(model, ids(1), { vocabularySize })).toThrowError(
        expect.objectContaining({ code: 'E_OPTION' }) as Error,
      );
    }
    expect(logProbability(model, ids(1), { vocabularySize: 4 })?.events).toBe(2);
  });

  it('refuses the ids of the ends of sequences', () => {
    const model = modelOf([[1]], 2);
    expect(() => logProbability(model, ids(0xffffffff))).toThrowError('reserved');
    expect(() => probability(model, ids(END_OF_SEQUENCE), 1)).toThrowError('reserved');
  });
});

describe('logProbabilities', () => {
  it('gives each sequence what it has alone', () => {
    fc.assert(
      fc.property(corpora, fc.array(texts, { maxLength: 6 }), (sequences, held) => {
        const model = modelOf(sequences, 3);
        const offsets = [0];
        for (const text of held) offsets.push(offsets[offsets.length - 1] + text.length);
        const packed = { ids: Uint32Array.from(held.flat()), offsets: Uint32Array.from(offsets) };
        const scores = logProbabilities(model, packed);
        expect(scores?.logProbability.length).toBe(held.length);
        held.forEach((text, i) => {
          expect({
            logProbability: scores?.logProbability[i],
            events: scores?.events[i],
            outOfVocabulary: {
              logProbability: scores?.outOfVocabularyLogProbability[i],
              events: scores?.outOfVocabularyEvents[i],
            },
          }).toEqual(logProbability(model, Uint32Array.from(text)));
        });
      }),
    );
  });

  it('gives nothing for no sequences', () => {
    const model = modelOf([[1]], 2);
    expect(logProbabilities(model, { ids: ids(), offsets: ids() })?.events.length).toBe(0);
    expect(logProbabilities(model, { ids: ids(), offsets: ids(0) })?.events.length).toBe(0);
  });

  it('refuses offsets that descend or leave the ids', () => {
    const model = modelOf([[1]], 2);
    for (const offsets of [ids(0, 2, 1), ids(0, 3)]) {
      expect(() => logProbabilities(model, { ids: ids(1, 1), offsets })).toThrowError('not a range');
    }
  });
});
