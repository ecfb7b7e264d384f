import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import type { Counted } from '../../test/oracles/recount.ts';
import { samplesOf } from '../../test/oracles/subjects.ts';
import { logProbability } from '../lm/log-probability.ts';
import { NgramBuilder } from '../lm/ngram-builder.ts';
import { randomGroupsVariance } from '../stats/random-groups.ts';
import { holdoutPerplexity, ownPerplexity, VOCABULARY } from './perplexity.ts';

const ORDER = 3;
const [subject, holdout] = samplesOf(
  [
    zipfCorpus({ seed: 'model', examples: 260, vocabulary: 100 }),
    zipfCorpus({ seed: 'holdout', prefix: 'h', examples: 120, vocabulary: 140 }),
  ],
  1200,
);

/** Ids by first sight: another numbering than the dictionary's, which must not matter. */
const ids = new Map<string, number>();
const idsOf = ({ tokens }: Counted) =>
  Uint32Array.from(tokens, (token) => {
    if (!ids.has(token)) ids.set(token, ids.size);
    return ids.get(token)!;
  });

/** ln(perplexity) of `scored` under models of `trained`, over all pairs given. */
function logPerplexity(
  pairs: readonly (readonly [trained: readonly Counted[], scored: readonly Counted[]])[],
): number {
  let [log, events] = [0, 0];
  for (const [trained, scored] of pairs) {
    const builder = new NgramBuilder({ order: ORDER });
    for (const one of trained) builder.add(idsOf(one));
    const model = builder.build();
    for (const one of scored) {
      const score = logProbability(model, idsOf(one), { vocabularySize: VOCABULARY })!;
      log += score.logProbability;
      events += score.events;
    }
  }
  return -log / events;
}

describe('holdoutPerplexity', () => {
  it('is that of the holdout under a model of the subject', () => {
    const { value } = holdoutPerplexity(subject.packed, holdout.packed, ORDER)!;
    expect(Math.log(value)).toBeCloseTo(logPerplexity([[subject.counted, holdout.counted]]), 10);
  });

  it('has the variance of models of eighths of the subject, each on the same eighth of the holdout', () => {
    const scored = holdout.counted.filter((_, e) => e % 8 === 0);
    const logs = Array.from({ length: 8 }, (_, k) =>
      logPerplexity([[subject.counted.filter(({ block }) => block % 8 === k), scored]]),
    );
    const { variance } = holdoutPerplexity(subject.packed, holdout.packed, ORDER)!;
    expect(variance).toBeCloseTo(randomGroupsVariance(logs)!, 10);
  });

  it('is higher under a narrower text', () => {
    const narrow = zipfCorpus({ seed: 'narrow', prefix: 'n', examples: 260, vocabulary: 15 });
    const wide = zipfCorpus({ seed: 'wide', prefix: 'w', examples: 260, vocabulary: 100 });
    const [n, w, h] = samplesOf(
      [narrow, wide, zipfCorpus({ seed: 'h2', examples: 100, vocabulary: 100 })],
      1000,
    );
    const [low, high] = [w, n].map(({ packed }) => holdoutPerplexity(packed, h.packed, ORDER)!.value);
    expect(high).toBeGreaterThan(low * 1.5);
  });

  it('does not exist where either side is empty', () => {
    const [empty] = samplesOf([[]], 9);
    expect(holdoutPerplexity(empty.packed, holdout.packed, ORDER)).toBeUndefined();
    expect(holdoutPerplexity(subject.packed, empty.packed, ORDER)).toBeUndefined();
  });
});

describe('ownPerplexity', () => {
  const halves = (all: readonly Counted[]) =>
    [0, 1].map((half) => all.filter(({ block }) => block % 2 === half)) as [Counted[], Counted[]];
  const crossed = (all: readonly Counted[]) => {
    const [even, odd] = halves(all);
    return logPerplexity([
      [even, odd],
      [odd, even],
    ]);
  };

  it('is that of each half of the blocks under a model of the other', () => {
    expect(Math.log(ownPerplexity(subject.packed, ORDER)!.value)).toBeCloseTo(crossed(subject.counted), 10);
  });

  it('has the variance of the same over four parts', () => {
    const logs = [0, 1, 2, 3].map((k) =>
      crossed(subject.counted.filter(({ block }) => (block >> 1) % 4 === k)),
    );
    expect(ownPerplexity(subject.packed, ORDER)!.variance).toBeCloseTo(randomGroupsVariance(logs)!, 10);
  });

  it('falls where the text repeats itself', () => {
    const texts = ['the cat sat on the mat', 'a dog ran in the park', 'rain fell on the roof'];
    const copies = Array.from({ length: 200 }, (_, i) => example(`c${i}`, texts[i % 3]));
    const [same, varied] = samplesOf(
      [copies, zipfCorpus({ seed: 'v', examples: 200, vocabulary: 14 })],
      1000,
    );
    expect(ownPerplexity(same.packed, ORDER)!.value).toBeLessThan(2);
    expect(ownPerplexity(varied.packed, ORDER)!.value).toBeGreaterThan(5);
  });

  it('does not exist where a half is empty', () => {
    const one = samplesOf([[example('x', 'all of it in one block')]], 99)[0];
    expect(ownPerplexity(one.packed, ORDER)).toBeUndefined();
  });

  it('has no finite error where no two parts can be told', () => {
    // Two examples, one in each half, of the same pair of blocks: one part at most.
    const found = Array.from({ length: 400 }, (_, i) => example(`x${i}`, 'some words'));
    const [{ packed, counted }] = samplesOf([found], 1e6);
    const pair = counted.filter(({ block }) => block >> 1 === 5).map(({ example: one }) => one);
    expect(new Set(packed.blocks).size).toBeGreaterThan(50);
    expect(ownPerplexity(samplesOf([pair], 1e6)[0].packed, ORDER)!.variance).toBe(Number.POSITIVE_INFINITY);
  });
});
