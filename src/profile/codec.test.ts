import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { OutcrossError } from '../base/errors.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { ProfileAccumulator } from './accumulator.ts';
import { decodeProfile, encodeProfile, looksLikeProfile, PROFILE_PREFIX } from './codec.ts';
import { DEFAULT_SETTINGS, emptyProfile, mergeProfiles, type Profile } from './profile.ts';

const ODD: readonly Example[] = [
  example('bom', '\ufeffbyte order mark first'),
  example('surrogate', 'lone \ud800 and \udfff'),
  example('nul', '\0\0 a\0b'),
  example('empty', ''),
  example('emoji', '👩‍👩‍👧 ❤️'),
  example('category', 'x', { category: '\ud800"\\\n__proto__' }),
  example('provenance', 'y', {
    provenance: { origin: 'synthetic', source: 'a"b\u2028', model: '*', generation: 3, license: 'é' },
  }),
];

function richProfile(): Profile {
  const accumulator = new ProfileAccumulator({
    ...DEFAULT_SETTINGS,
    unigramPairs: 500,
    pairs: 300,
    sampleTokens: 900,
  });
  for (const one of [...zipfCorpus({ seed: 'codec', examples: 150, length: [0, 60] }), ...ODD])
    accumulator.add(one);
  accumulator.badRow({ file: 'f "é"', row: 7, reason: 'not JSON', raw: '{"a":\ud800' });
  accumulator.badRow({ file: 'f', row: 8, reason: 'no text' });
  accumulator.invalidEncoding();
  return accumulator.finish();
}

describe('encodeProfile and decodeProfile', () => {
  it('give back the profile, and the same bytes again', () => {
    for (const profile of [richProfile(), profileOf(ODD), profileOf(ODD, { texts: false }), emptyProfile()]) {
      const bytes = encodeProfile(profile);
      const back = decodeProfile(bytes);
      expect(encodeProfile(back)).toEqual(bytes);
      expect(back.settings).toEqual(profile.settings);
      expect(back.tally).toEqual(profile.tally);
      expect(back.tables).toEqual(profile.tables);
      expect(back.sample).toEqual(profile.sample);
      expect(back.histograms.flat().map((h) => [...h.filled()])).toEqual(
        profile.histograms.flat().map((h) => [...h.filled()]),
      );
      expect(back.categories).toEqual(profile.categories);
      expect(back.provenance).toEqual(profile.provenance);
      expect(back.trouble).toEqual(profile.trouble);
    }
  });

  it('keep a byte order mark, and stand U+FFFD for a lone surrogate', () => {
    const texts = decodeProfile(encodeProfile(profileOf(ODD))).sample.examples.map(({ text }) => text);
    expect(texts).toContain('\ufeffbyte order mark first');
    expect(texts).toContain('lone \ufffd and \ufffd');
    expect(texts).toContain('\0\0 a\0b');
  });

  it('do not come between the parts and the whole', () => {
    const all = [...zipfCorpus({ seed: 'parts', examples: 90 }), ...ODD];
    const settings = { unigramPairs: 100, pairs: 60, sampleTokens: 200 };
    const through = (profile: Profile) => decodeProfile(encodeProfile(profile));
    const parts = [all.slice(0, 30), all.slice(30, 31), all.slice(31)].map((part) =>
      through(profileOf(part, settings)),
    );
    const merged = parts.reduce((a, b) => through(mergeProfiles(a, b)));
    expect(encodeProfile(merged)).toEqual(encodeProfile(profileOf(all, settings)));
  });

  it('do not depend on how a settings object or a bad row was built', () => {
    const profile = richProfile();
    const entries = Object.entries(profile.settings).reverse();
    const rows = profile.trouble.rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
    const turned = {
      ...profile,
      settings: { ...Object.fromEntries(entries), extra: 1 },
      trouble: { ...profile.trouble, rows },
    } as unknown as Profile;
    expect(encodeProfile(turned)).toEqual(encodeProfile(profile));
  });

  it('hold counts up to 2^53 - 1', () => {
    const profile = emptyProfile();
    profile.tally.bytes[63] = Number.MAX_SAFE_INTEGER;
    expect(decodeProfile(encodeProfile(profile)).tally.bytes[63]).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('looksLikeProfile', () => {
  it('knows a profile by its first bytes, and nothing shorter', () => {
    const bytes = encodeProfile(emptyProfile());
    expect(looksLikeProfile(bytes.subarray(0, PROFILE_PREFIX))).toBe(true);
    for (let n = 0; n < PROFILE_PREFIX; n++) expect(looksLikeProfile(bytes.subarray(0, n))).toBe(false);
    expect(looksLikeProfile(new TextEncoder().encode('{"text": "OUTCROSS-PROFILE\\n"}'))).toBe(false);
  });
});

describe('the size', () => {
  it('of an empty profile is a few kilobytes', () => {
    expect(encodeProfile(emptyProfile()).length).toBeLessThan(4096);
  });

  it('of 20,000 varied examples is below 16 MB, and hardly more than that of the first half', () => {
    const accumulator = new ProfileAccumulator();
    const rng = new Rng('size');
    const words = Array.from({ length: 400_000 }, (_, i) => `word${i}`);
    const sizes = [0, 1].map((half) => {
      for (let i = 0; i < 10_000; i++) {
        // Half the words are rare: more types than any budget.
        const rare = Array.from({ length: 8 + rng.int(8) }, () => words[rng.int(words.length)]);
        const common = Array.from({ length: rare.length }, () => words[rng.int(1000)]);
        accumulator.add(
          example(`${half}-${i}`, `${rare.join(' ')} ${common.join(' ')}`, { category: `c${i % 50}` }),
        );
      }
      return encodeProfile(accumulator.finish()).length;
    });
    expect(sizes[1]).toBeLessThan(16e6);
    expect(sizes[1]).toBeLessThan(sizes[0] * 1.5);
  });
});

describe('a profile of another kind', () => {
  const code = (bytes: Uint8Array) => {
    try {
      decodeProfile(bytes);
      return 'none';
    } catch (error) {
      return error instanceof OutcrossError ? `${error.code}: ${error.message}` : error;
    }
  };

  it('is refused by name: another schema, no profile at all', () => {
    const bytes = encodeProfile(emptyProfile());
    const latin1 = Buffer.from(bytes).toString('latin1').replace('outcross.profile/1', 'outcross.profile/2');
    expect(code(Buffer.from(latin1, 'latin1'))).toMatch(
      'E_PROFILE: the profile has schema outcross.profile/2',
    );
    expect(code(new Uint8Array(0))).toMatch('E_PROFILE: this is not a profile');
    expect(code(new TextEncoder().encode('{"text": "a row of JSON Lines"}\n'))).toMatch(
      'this is not a profile',
    );
  });

  it('is refused where something follows its end', () => {
    const bytes = encodeProfile(emptyProfile());
    expect(code(Buffer.concat([bytes, Buffer.of(0)]))).toMatch('the profile is damaged');
    expect(code(Buffer.concat([bytes, bytes]))).toMatch('the profile is damaged');
  });
});
