import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bleuCounts,
  bleuScore,
  brevityPenalty,
  closestReferenceLength,
  corpusBleu,
  type Smoothing,
  sentenceBleu,
  uniformWeights,
} from './bleu.ts';

const vocabulary = new Map<string, number>();

function tokens(sentence: string): number[] {
  return sentence.split(' ').map((word) => {
    if (!vocabulary.has(word)) vocabulary.set(word, vocabulary.size);
    return vocabulary.get(word)!;
  });
}

// The example of Papineni et al. (2002) in the form of nltk.translate.bleu_score; expected values by nltk 3.10.
const HYPOTHESIS_1 = tokens(
  'It is a guide to action which ensures that the military always obeys the commands of the party',
);
const HYPOTHESIS_2 = tokens(
  'It is to insure the troops forever hearing the activity guidebook that party direct',
);
const REFERENCES = [
  'It is a guide to action that ensures that the military will forever heed Party commands',
  'It is the guiding principle which guarantees the military forces always being under the command of the Party',
  'It is the practical guide for the army always to heed the directions of the party',
].map(tokens);
const READER = tokens('he read the book because he was interested in world history');
const READER_REFERENCE = tokens('he was interested in world history because he read the book');

const sentence = fc.array(fc.nat(4), { maxLength: 12 });
const references = fc.array(sentence, { minLength: 1, maxLength: 4 });

function ngramCounts(words: readonly number[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + order <= words.length; i++) {
    const key = words.slice(i, i + order).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

describe('sentenceBleu', () => {
  it('gives .5045 for the first hypothesis of the classic example', () => {
    expect(sentenceBleu(REFERENCES, HYPOTHESIS_1)).toBeCloseTo(0.5045666840058485, 14);
  });

  it('gives .7453, .6240, .5045 and .3920 for BLEU-2 to BLEU-5', () => {
    const expected = [0.7453559924999299, 0.6240726989348756, 0.5045666840058485, 0.39202634084155785];
    expected.forEach((value, i) => {
      expect(sentenceBleu(REFERENCES, HYPOTHESIS_1, { weights: uniformWeights(i + 2) })).toBeCloseTo(
        value,
        14,
      );
    });
  });

  it('gives .0370 for the second hypothesis with method 1', () => {
    expect(sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method: 1 } })).toBeCloseTo(
      0.03703131191121491,
      14,
    );
  });

  it('is zero without smoothing where an order has no match', () => {
    expect(sentenceBleu(REFERENCES, HYPOTHESIS_2)).toBe(0);
  });

  it.each<[Smoothing['method'], number, number]>([
    [1, 0.03703131191121491, 0.0001060825974037491],
    [2, 0.13111209575157431, 0.0002372078990245257],
    [3, 0.06963003305718092, 0.0001994672719595887],
    [4, 0.050586660655564, 0.00007426759772781448],
  ])('smooths by method %d as nltk does, also two words against eighteen', (method, second, short) => {
    expect(sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method } })).toBeCloseTo(second, 14);
    const two = sentenceBleu([HYPOTHESIS_1], HYPOTHESIS_1.slice(0, 2), { smoothing: { method } })!;
    expect(two / short).toBeCloseTo(1, 12);
  });

  it('smooths by method 2 even where every order matches', () => {
    const plain = sentenceBleu([REFERENCES[0]], HYPOTHESIS_1, { smoothing: { method: 3 } });
    expect(plain).toBeCloseTo(0.41180376356915777, 14);
    expect(sentenceBleu([REFERENCES[0]], HYPOTHESIS_1, { smoothing: { method: 2 } })).toBeCloseTo(
      0.4452945001507636,
      14,
    );
  });

  it('takes the epsilon and the k that it is given', () => {
    const doubled = sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method: 1, epsilon: 0.2 } })!;
    expect(doubled / sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method: 1 } })!).toBeCloseTo(
      Math.SQRT2,
      12,
    );
    const tenth = sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method: 4, k: 20 } })!;
    expect(tenth / sentenceBleu(REFERENCES, HYPOTHESIS_2, { smoothing: { method: 4 } })!).toBeCloseTo(
      0.5,
      12,
    );
  });

  it('is one for a hypothesis that is a reference of four tokens or more', () => {
    fc.assert(
      fc.property(references, fc.array(fc.nat(4), { minLength: 4, maxLength: 12 }), (others, hypothesis) => {
        expect(sentenceBleu([...others, hypothesis], hypothesis)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('scores nothing for nothing in common, and for nothing said', () => {
    expect(sentenceBleu([[1, 2, 3]], [7, 8], { smoothing: { method: 1 } })).toBe(0);
    expect(sentenceBleu([[1, 2, 3]], [], { smoothing: { method: 1 } })).toBe(0);
    expect(sentenceBleu([[]], [1], { smoothing: { method: 4 } })).toBe(0);
  });

  it('does not exist without references', () => {
    expect(sentenceBleu([], [1, 2])).toBeUndefined();
  });
});

describe('corpusBleu', () => {
  it('gives .5920, and .5818 with weights that favour trigrams', () => {
    const lists = [REFERENCES, [READER_REFERENCE]];
    expect(corpusBleu(lists, [HYPOTHESIS_1, READER])).toBeCloseTo(0.5920778868801042, 14);
    const weights = [0.1, 0.3, 0.5, 0.1];
    expect(corpusBleu(lists, [HYPOTHESIS_1, READER], { weights })).toBeCloseTo(0.5818765313748497, 14);
  });

  it('does not exist for no hypotheses or one without references', () => {
    expect(corpusBleu([], [])).toBeUndefined();
    expect(corpusBleu([[[1]]], [[1], [2]])).toBeUndefined();
  });
});

describe('bleuCounts', () => {
  it('clips the famous "the the the"', () => {
    const cats = ['the cat is on the mat', 'there is a cat on the mat'].map(tokens);
    const counts = bleuCounts(cats, tokens('the the the the the the the'), 1)!;
    expect([counts.matches[0], counts.totals[0]]).toEqual([2, 7]);
  });

  it('agrees with counting joined strings', () => {
    fc.assert(
      fc.property(references, sentence, (lists, hypothesis) => {
        const counts = bleuCounts(lists, hypothesis, 4)!;
        for (let order = 1; order <= 4; order++) {
          const limits = lists.map((list) => ngramCounts(list, order));
          let matches = 0;
          for (const [ngram, count] of ngramCounts(hypothesis, order)) {
            matches += Math.min(count, Math.max(...limits.map((limit) => limit.get(ngram) ?? 0)));
          }
          expect(counts.matches[order - 1]).toBe(matches);
          expect(counts.totals[order - 1]).toBe(Math.max(1, hypothesis.length - order + 1));
        }
      }),
    );
  });
});

describe('bleuScore', () => {
  it('lies between 0 and 1 for counts that can arise', () => {
    const method = fc.constantFrom<Smoothing['method']>(0, 1, 2, 3, 4);
    fc.assert(
      fc.property(references, sentence, method, (lists, hypothesis, number) => {
        const score = bleuScore(bleuCounts(lists, hypothesis, 4)!, uniformWeights(4), { method: number });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('brevityPenalty', () => {
  it('gives the values of the paper and of mteval', () => {
    expect(brevityPenalty(12, 12)).toBe(1);
    expect(brevityPenalty(12, 28)).toBeCloseTo(0.2635971381157267, 15);
    expect(brevityPenalty(12, 13)).toBeCloseTo(0.9200444146293233, 14);
    expect(brevityPenalty(7, 8)).toBeCloseTo(0.8668778997501816, 14);
    expect(brevityPenalty(0, 0)).toBe(0);
    expect(brevityPenalty(5, 0)).toBe(1);
  });
});

describe('closestReferenceLength', () => {
  it('prefers the shorter of two equally near', () => {
    expect(closestReferenceLength([13, 11], 12)).toBe(11);
    expect(closestReferenceLength([11, 13], 12)).toBe(11);
    expect(closestReferenceLength([11, 8, 6, 7], 7)).toBe(7);
    expect(closestReferenceLength([13, 2], 12)).toBe(13);
    expect(closestReferenceLength([], 12)).toBeUndefined();
  });
});
