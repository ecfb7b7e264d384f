import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { hashText } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { pack, sampleWeight } from './packed.ts';

const corpus = [...zipfCorpus({ seed: 'pack', examples: 80, length: [0, 12] }), example('empty', '')];
const profile = profileOf(corpus);

describe('Vocabulary as the dictionary of samples', () => {
  it('gives dense ids in order of first sight, the same for the same token', () => {
    const rng = new Rng('dictionary');
    const lanes = Array.from({ length: 50_000 }, () => rng.uint32() | 0);
    const dictionary = new Vocabulary();
    const expected = new Map<string, number>();
    let wrong = 0;
    for (let i = 0; i < 200_000; i++) {
      // Tokens that differ in one lane only are two.
      const [hi, lo] = [rng.int(3) - 1, lanes[rng.int(lanes.length)]];
      const key = `${hi},${lo}`;
      if (!expected.has(key)) expected.set(key, expected.size);
      if (dictionary.intern(hi, lo) !== expected.get(key)) wrong++;
    }
    expect(wrong).toBe(0);
    expect(dictionary.size).toBe(expected.size);
    expect(expected.size).toBeGreaterThan(1 << 16);
  });
});

describe('sampleWeight', () => {
  it('counts the tokens of the sample and the end of each example', () => {
    expect(sampleWeight(profile)).toBe(profile.tally.tokens.reduce((a, b) => a + b, 0));
    expect(sampleWeight(profileOf([]))).toBe(0);
  });
});

describe('pack', () => {
  const weight = sampleWeight(profile);

  it('weighs exactly what was asked for, or all there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: weight + 20 }), (tokens) => {
        const packed = pack(profile, tokens, new Vocabulary());
        expect(packed.tokens).toBe(Math.min(tokens, weight));
        expect(packed.ids.length + packed.examples.length).toBe(packed.tokens);
        expect(packed.offsets.length).toBe(packed.examples.length + 1);
        expect(packed.offsets[packed.examples.length]).toBe(packed.ids.length);
      }),
    );
  });

  it('takes whole examples in order of hash and cuts the last', () => {
    const packed = pack(profile, Math.floor(weight / 3), new Vocabulary());
    const byHash = [...corpus].sort((a, b) => hashText(a.id).hi - hashText(b.id).hi);
    packed.examples.forEach((one, e) => {
      expect(one.hi).toBe(hashText(byHash[e].id).hi);
      expect(packed.blocks[e]).toBe(one.block);
      const length = packed.offsets[e + 1] - packed.offsets[e];
      if (e + 1 < packed.examples.length) expect(length).toBe(one.tokenHi.length);
      else expect(length).toBeLessThanOrEqual(one.tokenHi.length);
    });
  });

  it('gives one id to one word, in this corpus and in others of the same dictionary', () => {
    const dictionary = new Vocabulary();
    const [a, b] = ['the cat the dog', 'dog the bird'].map((text) =>
      pack(profileOf([example('x', text)]), 99, dictionary),
    );
    expect([...a.ids]).toEqual([0, 1, 0, 2]);
    expect([...b.ids]).toEqual([2, 0, 3]);
    expect(dictionary.size).toBe(4);
  });

  it('of a smaller size is the beginning of a larger one', () => {
    const [small, large] = [50, 200].map((tokens) => pack(profile, tokens, new Vocabulary()));
    expect([...large.ids.subarray(0, small.ids.length)]).toEqual([...small.ids]);
  });

  it('of nothing is nothing', () => {
    for (const packed of [pack(profileOf([]), 10, new Vocabulary()), pack(profile, 0, new Vocabulary())]) {
      expect(packed).toMatchObject({ tokens: 0, examples: [] });
      expect([...packed.offsets]).toEqual([0]);
    }
  });

  it('of empty examples holds their ends', () => {
    const packed = pack(profileOf([example('a', ''), example('b', ' ')]), 9, new Vocabulary());
    expect([packed.tokens, packed.ids.length, packed.examples.length]).toEqual([2, 0, 2]);
  });
});
