import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import { makeSubjects } from '../compare/subject.ts';
import { tableOf } from '../profile/profile.ts';
import { TailTypes } from '../quality/worth/tail-types.ts';
import type { Carriers } from './carriers.ts';
import { lostCategories, lostFlags } from './lost-report.ts';
import { lostTail } from './lost-tail.ts';
import { lostWeights } from './select.ts';

function tailOf(human: readonly string[], made: readonly string[]) {
  const profiles = [human, made].map((texts, k) =>
    profileOf(texts.map((text, i) => example(`${k}-${i}`, text))),
  );
  const named = profiles.map((profile, i) => ({ name: String(i), profile }));
  const [reservoir, generation] = makeSubjects(named, 1e9);
  return { tail: lostTail(reservoir, generation), profile: profiles[0] };
}

const common = Array.from({ length: 40 }, () => 'the the the the');
const human = [...common, 'quokka numbat', 'quokka numbat', 'bilby', 'bilby', 'once'];

describe('the lost tail', () => {
  it('is what two examples of the reservoir hold, and the generation does not', () => {
    const { tail } = tailOf(human, [...common, 'a quokka']);
    const [words] = tail.orders;
    expect([words.order, words.hi.length, words.lost, words.times]).toEqual([1, 4, 2, 1]);
    // Lost ones first. Three of two tokens each, and of "the" what a tenth of 166 tokens has room for.
    expect([...words.weight].map((weight) => Math.round(weight * 16.6 * 10) / 10)).toEqual([2, 2, 10.6, 2]);
    expect(words.weight.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(tail.bands.filter(({ order, mass }) => order === 1 && mass === 0.1)).toMatchObject([
      { types: 3, lost: 2, mass: 0.1 },
    ]);
  });

  it('is empty of what the generation still holds, and all of it where it holds nothing', () => {
    const none = tailOf(human, human).tail;
    expect(none.orders.map(({ lost }) => lost)).toEqual([0, 0]);
    expect([...lostFlags(none)].every((flag) => flag === 0)).toBe(true);
    const all = tailOf(human, ['zebra', 'zebra']).tail;
    for (const { hi, lost } of all.orders) expect(lost).toBe(hi.length);
    expect(lostWeights(all).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('does not exist where no type is attested', () => {
    expect(tailOf(['a', 'b'], ['a']).tail).toEqual({ orders: [], bands: [] });
  });

  it('has the words that a mix takes for the tail', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (one, two) => {
        const join = (all: readonly (readonly string[])[]) => all.map((words) => words.join(' '));
        const { tail, profile } = tailOf(join(one), join(two));
        const words = tail.orders.find(({ order }) => order === 1);
        expect(words?.hi.length ?? 0).toBe(new TailTypes(tableOf(profile, 1)).size);
        for (const { types, lost, byChance } of tail.bands) {
          expect(lost).toBeLessThanOrEqual(types);
          expect(byChance).toBeLessThanOrEqual(types);
        }
      }),
    );
  });
});

describe('lost types by category', () => {
  const { tail } = tailOf(human, [...common, 'numbat']);
  const carriers = (category: readonly number[]): Carriers => ({
    size: 2,
    tokens: Uint32Array.of(2, 2),
    start: Float64Array.of(0, 2, 3),
    types: Uint32Array.of(0, 2, 1),
    category: Uint32Array.from(category),
    categories: ['', 'zoo', 'farm'],
    rank: new Float64Array(2),
    shards: [],
    firsts: [0],
  });

  it('count a type in each category that holds it, those that lost most first', () => {
    expect(tail.orders[0].lost).toBe(2);
    expect(lostCategories(tail, carriers([1, 2]))).toEqual([
      { category: 'farm', types: 1, lost: 1 },
      { category: 'zoo', types: 2, lost: 1 },
    ]);
  });

  it('are none where no example has a category', () => {
    expect(lostCategories(tail, { ...carriers([0, 0]), categories: [''] })).toEqual([]);
  });
});
