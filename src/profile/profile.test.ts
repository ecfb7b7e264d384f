import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { blockOfGroup, example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import type { BadRow } from '../corpus/source.ts';
import { ProfileAccumulator, type Thresholds } from './accumulator.ts';
import { encodeProfile } from './codec.ts';
import {
  DEFAULT_SETTINGS,
  emptyProfile,
  mergeProfiles,
  type Profile,
  requireAlike,
  restrictProfile,
  tableOf,
} from './profile.ts';

/** Small budgets, so that small corpora overflow them. */
const TIGHT = { ...DEFAULT_SETTINGS, unigramPairs: 40, pairs: 30, sampleTokens: 40 };

interface Row {
  readonly example?: Example;
  readonly bad?: BadRow;
  readonly broken?: boolean;
}

const text = fc.oneof(
  fc
    .array(fc.constantFrom('a', 'b', 'The', 'cat', 'été', '.', '漢字', "don't", '\u0301', '👍🏽'), {
      maxLength: 30,
    })
    .map((w) => w.join(' ')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant('\ufeff\ud800 x'),
);
const row: fc.Arbitrary<Row> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({
        // Few ids: some come twice, with the same text or another.
        id: fc.nat(60).map((n) => `f.jsonl#${n}`),
        text,
        author: fc.option(fc.nat(3), { nil: undefined }),
        category: fc.option(fc.constantFrom('news', 'été', '__proto__', '\ud800'), { nil: undefined }),
        origin: fc.option(fc.constantFrom('human' as const, 'synthetic' as const), { nil: undefined }),
      })
      .map(({ id, text: t, author, category, origin }) => ({
        example: example(id, t, {
          group: author === undefined ? id : `author ${author}`,
          ...(category === undefined ? {} : { category }),
          ...(origin === undefined ? {} : { provenance: { origin, source: 's' } }),
        }),
      })),
  },
  fc
    .record({ file: fc.constantFrom('a', 'b'), row: fc.nat(9), reason: fc.constantFrom('x', 'y'), raw: text })
    .map((bad) => ({ bad })),
  fc.constant({ broken: true }),
);

function profileOfRows(rows: readonly Row[], texts = true): Profile {
  return accumulated(rows, texts).finish();
}

function accumulated(rows: readonly Row[], texts = true, from?: Thresholds): ProfileAccumulator {
  const accumulator = new ProfileAccumulator({ ...TIGHT, texts }, undefined, from);
  for (const { example: one, bad, broken } of rows) {
    if (one !== undefined) accumulator.add(one);
    if (bad !== undefined) accumulator.badRow(bad);
    if (broken) accumulator.invalidEncoding();
  }
  return accumulator;
}

const bytes = (profile: Profile) => Buffer.from(encodeProfile(profile)).toString('latin1');

describe('mergeProfiles', () => {
  const rows = fc.array(row, { maxLength: 40 });

  it('of parts is the profile of the whole, byte for byte, however it is cut and ordered', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(40), { maxLength: 5 }), fc.nat(), (all, cuts, seed) => {
        const shuffled = new Rng(seed).shuffle([...all]);
        const bounds = [0, ...cuts.sort((a, b) => a - b), shuffled.length];
        const parts = bounds.slice(1).map((to, i) => profileOfRows(shuffled.slice(bounds[i], to)));
        expect(bytes(parts.reduce(mergeProfiles))).toBe(bytes(profileOfRows(all)));
      }),
      { numRuns: runs(150) },
    );
  });

  it('of parts that begin with the thresholds of other parts is the same profile', () => {
    const many = fc.array(row, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(many, many, many, fc.boolean(), (x, y, z, chained) => {
        const first = accumulated(x);
        const second = accumulated(y, true, first.thresholds());
        const third = accumulated(z, true, (chained ? second : first).thresholds());
        const parts = [third, first, second].map((part) => part.finish());
        expect(bytes(parts.reduce(mergeProfiles))).toBe(bytes(profileOfRows([...x, ...y, ...z])));
      }),
      { numRuns: runs(100) },
    );
  });

  it('takes less from a part that begins with thresholds', () => {
    const rows = zipfCorpus({ seed: 2, examples: 60 }).map((one) => ({ example: one }));
    const from = accumulated(rows.slice(0, 30)).thresholds();
    const sizeOf = (begin?: Thresholds) => bytes(accumulated(rows.slice(30), true, begin).finish()).length;
    expect(from.shifts.some((shift) => shift > 0)).toBe(true);
    expect(sizeOf(from)).toBeLessThan(sizeOf());
  });

  it('is associative and commutative, with the empty profile as identity', () => {
    fc.assert(
      fc.property(rows, rows, rows, (x, y, z) => {
        const [a, b, c] = [x, y, z].map((part) => profileOfRows(part));
        const whole = bytes(mergeProfiles(mergeProfiles(a, b), c));
        expect(bytes(mergeProfiles(a, mergeProfiles(b, c)))).toBe(whole);
        expect(bytes(mergeProfiles(mergeProfiles(c, a), b))).toBe(whole);
        expect(bytes(mergeProfiles(a, emptyProfile(TIGHT)))).toBe(bytes(a));
        expect(bytes(mergeProfiles(emptyProfile(TIGHT), a))).toBe(bytes(a));
      }),
      { numRuns: runs(40) },
    );
  });

  it('does not change what it merges', () => {
    const [a, b] = [
      profileOf(zipfCorpus({ seed: 1, examples: 20 }), TIGHT),
      profileOf([example('x', 'y')], TIGHT),
    ];
    const before = [bytes(a), bytes(b)];
    mergeProfiles(a, b);
    expect([bytes(a), bytes(b)]).toEqual(before);
  });

  it('drops texts where one side has none', () => {
    const rowsOf = (seed: string) =>
      zipfCorpus({ seed, prefix: seed, examples: 5 }).map((one) => ({ example: one }));
    const bare = profileOfRows(rowsOf('a'), false);
    const full = profileOfRows(rowsOf('b'), true);
    for (const merged of [mergeProfiles(bare, full), mergeProfiles(full, bare)]) {
      expect(merged.settings.texts).toBe(false);
      expect(merged.sample.examples.every((one) => one.text === undefined)).toBe(true);
      expect(bytes(merged)).toBe(bytes(profileOfRows([...rowsOf('a'), ...rowsOf('b')], false)));
    }
  });

  it('refuses, by name, what was not made alike', () => {
    const settings = { hashId: 'oc64-2', tokenizer: 'words-2', unigramPairs: 1, pairs: 1, sampleTokens: 1 };
    for (const [key, value] of Object.entries(settings)) {
      const other = emptyProfile({ ...DEFAULT_SETTINGS, [key]: value });
      const merge = () => mergeProfiles(emptyProfile(), other);
      expect(merge).toThrow(expect.objectContaining({ code: 'E_MERGE' }));
      expect(merge).toThrow(`differ in ${key}`);
      expect(merge).toThrow(String(value));
    }
    expect(() =>
      requireAlike(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, texts: false }, 'compare'),
    ).not.toThrow();
  });

  it('refuses more categories than one corpus may have', () => {
    const many = (prefix: string) => ({
      ...emptyProfile(),
      categories: new Map(Array.from({ length: 40_000 }, (_, i) => [`${prefix}${i}`, new Float64Array(64)])),
    });
    expect(() => mergeProfiles(many('a'), many('b'))).toThrow(expect.objectContaining({ code: 'E_FIELD' }));
    expect(mergeProfiles(many('a'), many('a')).categories.size).toBe(40_000);
  });
});

describe('restrictProfile', () => {
  const corpus = zipfCorpus({ seed: 'restrict', examples: 200 }).map((one, i) => ({
    ...one,
    category: `c${i % 3}`,
  }));
  const profile = profileOf(corpus, TIGHT);

  it('to some blocks and to the others gives all counts again', () => {
    fc.assert(
      fc.property(fc.func(fc.boolean()), (keep) => {
        const both = mergeProfiles(
          restrictProfile(profile, keep),
          restrictProfile(profile, (block) => !keep(block)),
        );
        // Provenance and trouble are of the whole on both sides.
        const { provenance, trouble } = profile;
        expect(bytes({ ...both, provenance, trouble })).toBe(bytes(profile));
      }),
      { numRuns: 8 },
    );
  });

  it('is the profile of the examples in those blocks, where nothing was sampled', () => {
    const keep = (block: number) => block < 20;
    const whole = profileOf(corpus);
    const kept = restrictProfile(whole, keep);
    const own = profileOf(corpus.filter((one) => keep(blockOfGroup(one.group))));
    expect(bytes({ ...kept, provenance: own.provenance })).toBe(bytes(own));
  });

  it('to no block is empty', () => {
    const none = restrictProfile(profile, () => false);
    expect(none.tally.tokens.every((n) => n === 0)).toBe(true);
    expect(none.sample.examples).toEqual([]);
    expect(none.histograms.flat().every((histogram) => histogram.total === 0)).toBe(true);
  });
});

describe('tableOf', () => {
  it('gives the table of an order, and refuses an order that no profile has', () => {
    expect(tableOf(emptyProfile(), 8).columns.order).toBe(8);
    expect(() => tableOf(emptyProfile(), 5)).toThrow(expect.objectContaining({ code: 'E_INTERNAL' }));
  });
});
