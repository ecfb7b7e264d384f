import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { example } from '../../test/oracles/corpus.ts';
import { counted, features } from '../../test/oracles/recount.ts';
import { Tokenizer } from '../text/tokenizer.ts';
import { FEATURE_SCALE, FEATURES, FeatureMeter } from './features.ts';

const tokenizer = new Tokenizer();
const meter = new FeatureMeter();

function measured(text: string): number[] {
  const buffer = tokenizer.run(text);
  return [...meter.measure(buffer, buffer.length)];
}

const named = (text: string) => {
  const values = measured(text);
  return Object.fromEntries(FEATURES.map((feature, f) => [feature, values[f] / FEATURE_SCALE[feature]]));
};

describe('FeatureMeter', () => {
  it('measures as the definitions say', () => {
    const words = fc.array(fc.constantFrom('the', 'cat', 'Sat', '.', ',', 'été', '漢', 'mat', "don't", '…'), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        expect(measured(text)).toEqual(features(counted([example('x', text)])[0]));
      }),
      { numRuns: runs(300) },
    );
  });

  it('gives a length, mean word length and share of punctuation', () => {
    expect(named('Oh, the cat!')).toMatchObject({
      length: 5,
      'word-length': 683 / 256,
      punctuation: 410 / 1024,
    });
    expect(named('!!!')).toMatchObject({ 'word-length': -1 / 256, punctuation: 1 });
  });

  it('has no feature but the length of an empty text', () => {
    expect(measured('')).toEqual([0, -1, -1, -1, -1]);
  });

  it('takes the type-token ratio of the first fifty tokens, and of no fewer', () => {
    const fifty = Array.from({ length: 50 }, (_, i) => `w${i % 25}`).join(' ');
    expect(named(fifty)['type-token']).toBe(0.5);
    expect(named(`${fifty} ${'new '.repeat(100)}`)['type-token']).toBe(0.5);
    expect(named(fifty.replace('w0 ', ''))['type-token']).toBe(-1 / 50);
  });

  it('takes the share of trigrams said before, of at least one', () => {
    expect(named('a b')['repetition']).toBe(-1 / 1024);
    expect(named('a b c')['repetition']).toBe(0);
    expect(named('a a a a a')['repetition']).toBe(Math.round((2 / 3) * 1024) / 1024);
    expect(named(`${'spam '.repeat(10_000)}`)['repetition']).toBe(1);
  });

  it('looks for repetition at the first 4,096 trigrams', () => {
    const fresh = Array.from({ length: 4098 }, (_, i) => `w${i}`).join(' ');
    expect(named(fresh)['repetition']).toBe(0);
    expect(named(`${fresh} ${fresh}`)['repetition']).toBe(0);
  });

  it('leaves nothing of one example in the next', () => {
    measured('the cat sat on the mat and the cat sat on the mat');
    expect(named('the cat sat on the mat')['repetition']).toBe(0);
  });

  it('takes the length from its caller, for texts in pieces', () => {
    expect(meter.measure(tokenizer.run('a b'), 2 ** 40)[0]).toBe(2 ** 31 - 1);
  });
});
