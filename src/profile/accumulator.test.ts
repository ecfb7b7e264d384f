import { describe, expect, it } from 'vitest';
import { blockOfGroup, example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { byBlock, type Counted, counted, features, occurrences } from '../../test/oracles/recount.ts';
import { plainTable, sampleByDefinition } from '../../test/oracles/type-sample.ts';
import { hashText } from '../base/hash.ts';
import type { Example } from '../corpus/example.ts';
import { LONGEST_KEPT } from '../sketch/example-sample.ts';
import { bucketOf } from '../sketch/histogram.ts';
import { PIECE } from '../text/tokenizer.ts';
import { blockOf, ProfileAccumulator } from './accumulator.ts';
import { encodeProfile } from './codec.ts';
import { FEATURES } from './features.ts';
import { DEFAULT_SETTINGS, ORDERS, type Profile, tableOf } from './profile.ts';

/** Words, punctuation, scripts, copies, groups, an empty text, a long one. */
const MIXED: readonly Example[] = [
  ...zipfCorpus({ seed: 'mixed', examples: 60, vocabulary: 80, length: [0, 80] }),
  example('copy-1', 'The cat sat. The cat sat. The cat sat!'),
  example('copy-2', 'the CAT sat. the cat sat. the cat sat!'),
  example('accents', 'Été été e\u0301te\u0301 — naïve, “quoted” text'),
  example('han', '我们喜欢猫。我们喜欢猫。'),
  example('thai', 'ที่นี่มีแมว'),
  example('marks', '\u0301\u0302 x\u0301 👍🏽 \ud800'),
  example('empty', ''),
  example('blank', ' \n\t '),
  ...['a', 'b', 'c'].map((id) => example(id, `${id} of one author`, { group: 'author' })),
];

function expectTables(profile: Profile, all: readonly Counted[]): void {
  for (const order of ORDERS) {
    const budget = order === 1 ? profile.settings.unigramPairs : profile.settings.pairs;
    const positions = byBlock(all, ({ tokens }) =>
      order === 0 ? 1 : Math.max(0, tokens.length - order + 1),
    );
    const expected = { ...sampleByDefinition(occurrences(all, order), budget), positions };
    expect(plainTable(tableOf(profile, order))).toEqual(expected);
  }
}

describe('a profile', () => {
  const profile = profileOf(MIXED);
  const all = counted(MIXED);

  it('counts examples, tokens with each end, characters and bytes, by block', () => {
    const nfc = ({ example: { text } }: Counted) =>
      text.replace(/\p{Surrogate}/gu, '\ufffd').normalize('NFC');
    expect([...profile.tally.examples]).toEqual(byBlock(all, () => 1));
    expect([...profile.tally.tokens]).toEqual(byBlock(all, ({ tokens }) => tokens.length + 1));
    expect([...profile.tally.characters]).toEqual(byBlock(all, (one) => [...nfc(one)].length));
    expect([...profile.tally.bytes]).toEqual(byBlock(all, (one) => Buffer.byteLength(nfc(one))));
  });

  it('counts every n-gram of every order, by block, and copies of whole examples', () => {
    expectTables(profile, all);
    expect(profile.tables.every((table) => table.theta === 1)).toBe(true);
    const copies = plainTable(tableOf(profile, 0)).types.filter(({ pairs }) => {
      return pairs.reduce((sum, [, n]) => sum + n, 0) > 1;
    });
    // The two cats, and the two texts without a token.
    expect(copies.length).toBe(2);
  });

  it('under small budgets keeps the types that the definition keeps', () => {
    expectTables(profileOf(MIXED, { unigramPairs: 150, pairs: 90 }), all);
  });

  it('keeps the examples of a group in one block', () => {
    const authored = MIXED.filter((one) => one.group === 'author').map(({ id }) => id);
    const blocks = profile.sample.examples
      .filter(({ hi }) => authored.some((id) => hashText(id).hi === hi))
      .map(({ block }) => block);
    expect(blocks).toEqual(Array(3).fill(blockOfGroup('author')));
    expect(blockOf(hashText('author'))).toBe(blockOfGroup('author'));
  });

  it('counts features by block', () => {
    FEATURES.forEach((_, f) => {
      profile.histograms[f].forEach((histogram, block) => {
        const expected = new Map<number, number>();
        for (const one of all) {
          const value = features(one)[f];
          if (one.block !== block || value < 0) continue;
          expected.set(bucketOf(value), (expected.get(bucketOf(value)) ?? 0) + 1);
        }
        expect([...histogram.filled()]).toEqual([...expected].sort((a, b) => a[0] - b[0]));
      });
    });
  });

  it('samples whole examples, with their tokens, features and text', () => {
    expect(profile.sample.whole).toBe(true);
    const byHash = [...all].sort((a, b) => hashText(a.example.id).hi - hashText(b.example.id).hi);
    profile.sample.examples.forEach((sampled, i) => {
      const one = byHash[i];
      const tokenHashes = one.tokens.map((token) => hashText(token));
      expect({ hi: sampled.hi, lo: sampled.lo }).toEqual(hashText(one.example.id));
      expect(sampled.block).toBe(one.block);
      expect([...sampled.tokenHi]).toEqual(tokenHashes.map(({ hi }) => hi | 0));
      expect([...sampled.tokenLo]).toEqual(tokenHashes.map(({ lo }) => lo | 0));
      expect([...sampled.features]).toEqual(features(one));
      expect(sampled.text).toBe(one.example.text.replace('\ud800', '\ufffd'));
    });
    expect(profile.sample.examples.length).toBe(MIXED.length);
  });

  it('does not see the order of examples', () => {
    const settings = { unigramPairs: 150, pairs: 90, sampleTokens: 200 };
    expect(encodeProfile(profileOf(MIXED.toReversed(), settings))).toEqual(
      encodeProfile(profileOf(MIXED, settings)),
    );
  });

  it('of nothing is empty', () => {
    const empty = profileOf([]);
    expect(empty.tally.examples.every((n) => n === 0)).toBe(true);
    expect(empty.sample).toMatchObject({ examples: [], whole: true });
    expect(empty.tables.every((table) => table.types === 0)).toBe(true);
  });

  it('is a value of its own: what is added later does not change it', () => {
    const accumulator = new ProfileAccumulator();
    accumulator.add(example('a', 'one two', { category: 'x' }));
    const early = accumulator.finish();
    const bytes = encodeProfile(early);
    accumulator.add(example('b', 'three four five', { category: 'x' }));
    accumulator.badRow({ file: 'f', row: 1, reason: 'r' });
    expect(encodeProfile(early)).toEqual(bytes);
    expect(accumulator.finish().tally.examples.reduce((x, y) => x + y)).toBe(2);
  });
});

describe('a long example', () => {
  it('of three megabytes in one line is counted to its end', () => {
    const words = Array.from({ length: 550_000 }, (_, i) => `w${i % 5000}`);
    const text = words.join(' ');
    expect(text.length).toBeGreaterThan(5 * PIECE);
    const profile = profileOf([example('long', text)]);
    const block = blockOfGroup('long');
    expect(profile.tally.tokens[block]).toBe(550_001);
    expect(profile.tally.bytes[block]).toBe(text.length);
    expect(tableOf(profile, 1).types).toBe(5000);
    expect([...profile.histograms[0][block].filled()]).toEqual([[bucketOf(550_000), 1]]);
    const [kept] = profile.sample.examples;
    expect(kept.tokenHi.length).toBe(LONGEST_KEPT);
    expect(kept.features[0]).toBe(550_000);
    expect(kept.text).toBe(words.slice(0, LONGEST_KEPT).join(' '));
    expect(profile.sample.whole).toBe(false);
  });

  it('is told from a copy that differs in its last word only', () => {
    const text = 'word '.repeat(200_000);
    expect(tableOf(profileOf([example('a', `${text}x`), example('b', `${text}y`)]), 0).types).toBe(2);
    expect(tableOf(profileOf([example('a', `${text}x`), example('b', ` ${text} x `)]), 0).types).toBe(1);
  });

  it('without words does not fill the sample with its text', () => {
    const hostile = [
      example('blanks', ' '.repeat(3_000_000)),
      example('hex', 'deadbeef'.repeat(100_000)),
      example('emoji', `${'\u200d'.repeat(63)}😀${'\u200d'.repeat(1e6)}`),
    ];
    for (const one of hostile) {
      const [kept] = profileOf([one]).sample.examples;
      expect(kept.text!.length).toBeLessThanOrEqual(64 * (kept.tokenHi.length + 1));
      expect(/\p{Surrogate}/u.test(kept.text!)).toBe(false);
      expect(one.text.startsWith(kept.text!)).toBe(true);
    }
  });
});

describe('texts: false', () => {
  it('keeps hashes only', () => {
    const profile = profileOf(MIXED, { texts: false });
    expect(profile.sample.examples.every((one) => one.text === undefined)).toBe(true);
    expect(new TextDecoder('latin1').decode(encodeProfile(profile))).not.toContain('author');
  });
});

describe('bad rows', () => {
  it('are counted all, and named the first hundred by file and row', () => {
    const accumulator = new ProfileAccumulator();
    for (let row = 1000; row > 0; row--) accumulator.badRow({ file: row % 2 ? 'b' : 'a', row, reason: 'r' });
    accumulator.invalidEncoding();
    const { trouble } = accumulator.finish();
    expect([trouble.malformed, trouble.invalidEncoding]).toEqual([1000, 1]);
    expect(trouble.rows.map(({ file, row }) => `${file}${row}`)).toEqual(
      Array.from({ length: 100 }, (_, i) => `a${2 * (i + 1)}`),
    );
  });
});

describe('categories', () => {
  it('are counted by block, and refused where they look like ids', () => {
    const profile = profileOf([
      example('1', 'a', { category: 'x' }),
      example('2', 'b', { category: '' }),
      example('3', 'c'),
    ]);
    expect([...profile.categories.keys()]).toEqual(['', 'x']);
    expect(profile.categories.get('x')![blockOfGroup('1')]).toBe(1);
    const accumulator = new ProfileAccumulator({ ...DEFAULT_SETTINGS, sampleTokens: 10 });
    expect(() => {
      for (let i = 0; i <= 65_536; i++) accumulator.add(example(`${i}`, '', { category: `c${i}` }));
    }).toThrow(expect.objectContaining({ code: 'E_FIELD' }));
  });
});
