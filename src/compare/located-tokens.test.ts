import { describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../test/fixtures/code.ts';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import { locateTokens } from './located-tokens.ts';

describe('locateTokens', () => {
  it('finds words by cutting the text anew', () => {
    const profile = profileOf([example('a', 'Größe, two  ')]);
    const located = locateTokens(profile)(profile.sample.examples[0]);
    const text = (i: number) =>
      new TextDecoder().decode(located.bytes.subarray(located.start[i], located.end[i]));
    expect(Array.from({ length: located.length }, (_, i) => text(i))).toEqual(['Größe', ',', 'two']);
    expect(located.nameOf).toBeUndefined();
    expect(new TextDecoder().decode(located.bytes.subarray(0, located.byteLength))).toBe('Größe, two');
  });

  it('finds constructs by the places kept, and calls them by name', async () => {
    const profile = await codeProfileOf([
      { ...example('a', 'größe = f(1)\n'), language: 'python' },
      ...codeCorpus({ seed: 'x', examples: 3 }),
    ]);
    const sampled = profile.sample.examples.find(({ text }) => text?.startsWith('größe'))!;
    const located = locateTokens(profile)(sampled);
    const names = Array.from({ length: located.length }, (_, i) => located.nameOf!(i, 1));
    const at = names.indexOf('call > argument_list');
    expect(new TextDecoder().decode(located.bytes.subarray(located.start[at], located.end[at]))).toBe('(1)');
    expect(located.nameOf!(0, 2)).toBe(`${names[0]}, ${names[1]}`);
  });

  it('finds nothing where profiles carry no text', async () => {
    const bare = await codeProfileOf(codeCorpus({ seed: 'x', examples: 3 }), false);
    expect(locateTokens(bare)(bare.sample.examples[0]).length).toBe(0);
    const words = profileOf([example('a', 'one')], { texts: false });
    expect(locateTokens(words)(words.sample.examples[0]).length).toBe(0);
  });
});
