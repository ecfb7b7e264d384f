import { beforeAll, describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../test/fixtures/code.ts';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import { decodeProfile, encodeProfile } from './codec.ts';
import { emptyProfile, hasPlaces, mergeProfiles, type Profile } from './profile.ts';

let code: Profile;
let bare: Profile;
beforeAll(async () => {
  const sources = codeCorpus({ seed: 'p', examples: 40 }).map((one, i) => ({
    ...one,
    text: i === 0 ? `größe = "😀"\n${one.text}` : one.text,
  }));
  code = await codeProfileOf(sources);
  bare = await codeProfileOf(sources, false);
});

describe('the places of tokens in sampled sources', () => {
  it('are kept of code with its sources, and of nothing else', () => {
    expect(hasPlaces(code.settings)).toBe(true);
    expect(code.sample.examples.every(({ places, tokenHi }) => places?.length === 2 * tokenHi.length)).toBe(
      true,
    );
    expect(bare.sample.examples.every(({ places }) => places === undefined)).toBe(true);
    const text = profileOf([example('a', 'one two')]);
    expect(text.sample.examples[0].places).toBeUndefined();
  });

  it('lie in the bytes of the source, none before the one that opened earlier', () => {
    for (const { text, places } of code.sample.examples) {
      const size = Buffer.byteLength(text!);
      for (let i = 0; i < places!.length; i += 2) {
        expect(places![i]).toBeLessThanOrEqual(places![i + 1]);
        expect(places![i + 1]).toBeLessThanOrEqual(size);
        if (i > 0) expect(places![i]).toBeGreaterThanOrEqual(places![i - 2]);
      }
    }
  });

  it('are read as they were written', () => {
    const bytes = encodeProfile(code);
    const read = decodeProfile(bytes);
    expect(read.sample.examples).toEqual(code.sample.examples);
    expect(Buffer.from(encodeProfile(read)).equals(Buffer.from(bytes))).toBe(true);
    expect(decodeProfile(encodeProfile(bare)).sample.examples).toEqual(bare.sample.examples);
  });

  it('are read of a Buffer that begins anywhere', () => {
    const bytes = encodeProfile(code);
    const shifted = Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
    expect(decodeProfile(shifted).sample.examples).toEqual(code.sample.examples);
  });

  it('go where the sources go, when a profile without them is merged in', () => {
    const merged = mergeProfiles(code, bare);
    expect(merged.settings.texts).toBe(false);
    expect(
      merged.sample.examples.every(({ places, text }) => places === undefined && text === undefined),
    ).toBe(true);
    expect(() => decodeProfile(encodeProfile(merged))).not.toThrow();
    const same = mergeProfiles(code, emptyProfile(code.settings));
    expect(same.sample.examples).toEqual(code.sample.examples);
  });
});
