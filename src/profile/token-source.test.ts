import { describe, expect, it } from 'vitest';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import { Tokenizer, tokenBuffer } from '../text/tokenizer.ts';
import { ProfileAccumulator } from './accumulator.ts';
import { encodeProfile } from './codec.ts';
import { DEFAULT_SETTINGS } from './profile.ts';
import { type TokenSource, wordTokens } from './token-source.ts';

describe('wordTokens', () => {
  it('are the tokens of the tokeniser, and what a profile counts where nothing else is said', () => {
    const source = wordTokens();
    expect([...source.pieces('one two')]).toEqual(['one two']);
    const buffer = source.tokens('One two', example('a', ''));
    expect(buffer.length).toBe(2);
    expect(buffer.hi[0]).toBe(new Tokenizer().run('one').hi[0]);
    const accumulator = new ProfileAccumulator(DEFAULT_SETTINGS, wordTokens());
    accumulator.add(example('a', 'one two'));
    expect(encodeProfile(accumulator.finish())).toEqual(encodeProfile(profileOf([example('a', 'one two')])));
  });
});

describe('a profile of other tokens', () => {
  it('asks for each piece once, in order, with its example', () => {
    const asked: string[] = [];
    const buffer = tokenBuffer(4, 4);
    const source: TokenSource = {
      pieces: (text) => text.split('|'),
      tokens: (piece, { id }) => {
        asked.push(`${id}:${piece}`);
        buffer.length = 1;
        buffer.hi[0] = piece.length;
        return buffer;
      },
    };
    const accumulator = new ProfileAccumulator(DEFAULT_SETTINGS, source);
    accumulator.add(example('a', 'x|yy'));
    accumulator.add(example('b', ''));
    expect(asked).toEqual(['a:x', 'a:yy', 'b:']);
    const { tally } = accumulator.finish();
    expect(tally.tokens.reduce((sum, n) => sum + n, 0)).toBe(5);
  });
});
