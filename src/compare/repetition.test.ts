import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { THOROUGH } from '../../test/fixtures/thorough.ts';
import { blockOfGroup, example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, features, referenceGramsOf } from '../../test/oracles/recount.ts';
import { gramDocuments, samplesOf } from '../../test/oracles/subjects.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { pack } from './packed.ts';
import { compression, repetitionWithin, selfRepetition, uniqueNear } from './repetition.ts';

/** Short texts of few words, of which some say the same. */
const corpus = [
  ...zipfCorpus({ seed: 'repetition', examples: 140, vocabulary: 12, length: [0, 14] }),
  ...Array.from({ length: 12 }, (_, i) =>
    example(`same ${i}`, `it is what it is and it is what it was ${i % 3}`),
  ),
];
const [sample] = samplesOf([corpus], 1100);
const examples = byBlock(sample.counted, () => 1);

describe('selfRepetition', () => {
  const byDefinition = (order: number) => (kept: readonly Counted[]) => {
    const holders = gramDocuments(kept, order);
    const values = kept
      .map((one) => [...new Set(referenceGramsOf(one, order))])
      .filter((grams) => grams.length > 0)
      .map((grams) => Math.log(grams.reduce((sum, gram) => sum + holders.get(gram)!, 0) - grams.length + 1));
    return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
  };

  it.each([2, 4])(
    'of order %i is the mean that Salkar and others define, also without each block',
    (order) => {
      const value = byDefinition(order);
      expectEstimate(selfRepetition(sample.packed, sample.grams[order - 1], sample.types(order)), {
        value: value(sample.counted),
        floor: 0.5 / sample.counted.length,
        without: withoutEachBlock(sample.counted, value),
        sizes: examples,
      });
      expect(value(sample.counted)).toBeGreaterThan(0.1);
    },
  );

  it('is 0 where nothing is shared, and does not exist where every example is too short', () => {
    const [fresh] = samplesOf([[example('a', 'a b c d'), example('b', 'e f g h')]], 99);
    expect(selfRepetition(fresh.packed, fresh.grams[3], fresh.types(4))!.value).toBe(0);
    const [short] = samplesOf([[example('a', 'a b c')]], 99);
    expect(selfRepetition(short.packed, short.grams[3], short.types(4))).toBeUndefined();
  });
});

describe('repetitionWithin', () => {
  it('is the mean share of trigrams said before, also without each block', () => {
    const [whole] = samplesOf([corpus], 1e6);
    const value = (kept: readonly Counted[]) => {
      const values = kept.map((one) => features(one)[3]).filter((v) => v >= 0);
      return values.reduce((a, b) => a + b, 0) / values.length / 1024;
    };
    expectEstimate(repetitionWithin(whole.packed), {
      value: value(whole.counted),
      floor: 0.5 / whole.packed.ids.length,
      without: withoutEachBlock(
        whole.counted.filter((one) => features(one)[3] >= 0),
        value,
      ),
      sizes: byBlock(whole.counted, (one) => (features(one)[3] >= 0 ? 1 : 0)),
    });
  });

  it('does not exist where no example has a trigram', () => {
    expect(repetitionWithin(samplesOf([[example('a', 'one two')]], 9)[0].packed)).toBeUndefined();
  });
});

describe('compression', () => {
  const gzipped = (groups: readonly (readonly string[])[]) => {
    const bytes = groups.filter((g) => g.length > 0).map((g) => Buffer.from(g.join('\n')));
    const plain = bytes.reduce((sum, b) => sum + b.length, 0);
    return plain / bytes.reduce((sum, b) => sum + gzipSync(b, { level: 6 }).length, 0);
  };
  const groupsOf = (kept: readonly Counted[]) =>
    Array.from({ length: 32 }, (_, g) =>
      kept.filter(({ block }) => block % 32 === g).map((one) => one.example.text),
    );

  it('is bytes over bytes after gzip, in groups of two blocks, also without each group', () => {
    const grouped = sample.counted.map((one) => ({ ...one, block: one.block % 32 }));
    const value = (kept: readonly Counted[]) => gzipped(groupsOf(kept));
    const plain = groupsOf(sample.counted).map((texts) => Buffer.byteLength(texts.join('\n')));
    expectEstimate(compression(sample.packed), {
      value: value(sample.counted),
      floor: 1e-6,
      without: withoutEachBlock(grouped, value),
      sizes: [...plain, ...Array(32).fill(0)],
    });
  });

  it('rises where examples say the same', () => {
    const copies = corpus.map((one) => ({ ...one, text: corpus[0].text.repeat(5) }));
    const [varied, same] = samplesOf([corpus, copies], 1100).map(({ packed }) => compression(packed)!.value);
    expect(same).toBeGreaterThan(varied * 1.5);
  });

  it('does not exist without texts', () => {
    const bare = pack(profileOf(corpus, { texts: false }), 500, new Vocabulary());
    expect(compression(bare)).toBeUndefined();
    expect(compression(pack(profileOf([]), 500, new Vocabulary()))).toBeUndefined();
  });
});

describe('uniqueNear', () => {
  const rng = new Rng('near');
  const words = (size: number) => Array.from({ length: size }, () => `w${rng.int(1e6)}`);
  const near = (all: readonly Example[]) => {
    const [{ packed, grams, counted }] = samplesOf([all], 1e7);
    return { found: uniqueNear(packed, grams[4])!, counted };
  };

  it('is 1 for unlike texts, and counts copies once', () => {
    const unlike = Array.from({ length: 300 }, (_, i) => example(`u${i}`, words(40).join(' ')));
    expect(near(unlike).found.value).toBe(1);
    const copies = unlike
      .slice(0, 100)
      .map((one) => ({ ...one, id: `copy of ${one.id}`, group: `copy of ${one.id}` }));
    expect(near([...unlike, ...copies]).found.value).toBe(300 / 400);
  });

  it('takes texts of Jaccard similarity .9 for one, and of .3 for two', () => {
    const trials = THOROUGH ? 100 : 40;
    for (const [changed, atLeast, atMost] of [
      // One word of 100 changed spoils 5 of 96 shingles: (96 - 5) / (96 + 5) = .90; twelve leave about .25.
      [1, 0.97, 1],
      [12, 0, 0.05],
    ]) {
      let met = 0;
      for (let trial = 0; trial < trials; trial++) {
        const text = words(100);
        const other = text.slice();
        for (let k = 0; k < changed; k++) other[4 + k * 8] = `new${k}`;
        met +=
          near([example('a', text.join(' ')), example('b', other.join(' '))]).found.value === 0.5 ? 1 : 0;
      }
      expect(met / trials).toBeGreaterThanOrEqual(atLeast);
      expect(met / trials).toBeLessThanOrEqual(atMost);
    }
  });

  it('joins what is like through a third, and lets a cluster go with a block only where all of it is there', () => {
    const base = words(60);
    const chain = [base, [...base.slice(3), ...words(3)], [...base.slice(6), ...words(6)]].map((text, i) =>
      example(`chain ${i}`, text.join(' ')),
    );
    const others = Array.from({ length: 60 }, (_, i) => example(`o${i}`, words(30).join(' ')));
    const { found, counted } = near([...chain, ...others]);
    expect(found.value).toBe(61 / 63);
    const clusters = (kept: readonly Counted[]) =>
      new Set(kept.map(({ example: { id } }) => (id.startsWith('chain') ? 'chain' : id))).size / kept.length;
    expectEstimate(found, {
      value: 61 / 63,
      floor: 0.5 / 63,
      without: withoutEachBlock(counted, clusters),
      sizes: byBlock(counted, () => 1),
    });
  });

  it('compares texts too short for a shingle as wholes', () => {
    const texts = ['', ' ', 'one', 'one', 'two', 'one two', 'two one', 'one two three four'];
    const short = texts.map((text, i) => example(`s${i}`, text));
    expect(near(short).found.value).toBe(6 / 8);
    expect(blockOfGroup('s0')).toBeLessThan(64);
  });

  it('does not exist for no example', () => {
    const [{ packed, grams }] = samplesOf([[]], 9);
    expect(uniqueNear(packed, grams[4])).toBeUndefined();
  });
});
