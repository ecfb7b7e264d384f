import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTextScore } from './read-text-score.ts';

const read = (row: unknown, base?: 'e' | '2' | '10') => {
  const found = readTextScore(row, base);
  return 'score' in found ? found.score : found.reason;
};

describe('readTextScore', () => {
  it('sums log-probabilities of tokens, the first of which may have none', () => {
    expect(read({ id: 'a', token_logprobs: [null, -1, -2] })).toMatchObject({ total: -3, tokens: 2 });
    expect(read({ id: 'a', token_logprobs: [-1, -2] })).toMatchObject({ total: -3, tokens: 2 });
  });

  it('takes sums, an id that is a number, a group, and sizes by text or by number', () => {
    expect(read({ id: 7, group: 'g', total: -8, tokens: 4, bytes: 20 })).toEqual({
      id: '7',
      group: 'g',
      total: -8,
      tokens: 4,
      bytes: 20,
    });
    expect(read({ id: 'a', total: -8, tokens: 4, text: 'one two', words: 3 })).toMatchObject({
      bytes: 7,
      words: 3,
    });
  });

  it('changes other bases into nats', () => {
    expect(read({ id: 'a', total: -1, tokens: 1 }, '10')).toMatchObject({ total: -Math.LN10 });
    expect(read({ id: 'a', token_logprobs: [-1, -1] }, '2')).toMatchObject({ total: -2 * Math.LN2 });
  });

  it('takes what it would write of itself', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 0, noNaN: true }), { minLength: 1 }), (logprobs) => {
        const row = JSON.parse(JSON.stringify({ id: 'a', token_logprobs: logprobs }));
        expect(read(row)).toMatchObject({ tokens: logprobs.length });
      }),
    );
  });

  it('forgives the rounding of a probability of one', () => {
    expect(read({ id: 'a', token_logprobs: [1e-6, -1] })).toMatchObject({ total: -1, tokens: 2 });
  });

  it.each([
    [null, 'not an object'],
    [[1], 'not an object'],
    [{ token_logprobs: [-1] }, 'no "id"'],
    [{ id: '', token_logprobs: [-1] }, 'no "id"'],
    [{ id: 'a' }, 'neither "token_logprobs" nor "total" and "tokens"'],
    [{ id: 'a', token_logprobs: 'x' }, '"token_logprobs" is no list'],
    [{ id: 'a', token_logprobs: [] }, 'no token has a probability'],
    [{ id: 'a', token_logprobs: [null] }, 'no token has a probability'],
    [{ id: 'a', token_logprobs: [-1, null] }, 'token 2 has no log-probability: only the first may lack it'],
    [{ id: 'a', token_logprobs: [-1, 'NaN'] }, 'the log-probability of token 2 is no finite number'],
    [{ id: 'a', token_logprobs: [0.7] }, 'the log-probability of token 1 is above 0 (0.7)'],
    [{ id: 'a', token_logprobs: [-1, -9999] }, 'token 2 has probability 0'],
    [{ id: 'a', token_logprobs: [-1, -1], tokens: ['x', 'y', 'z'] }, '2 log-probabilities for 3 tokens'],
    [{ id: 'a', token_logprobs: [-1, -1], tokens: 5 }, '2 log-probabilities for 5 tokens'],
    [{ id: 'a', total: 'x', tokens: 1 }, '"total" is no finite number'],
    [{ id: 'a', total: -1, tokens: 0 }, '"tokens" is no whole number from 1'],
    [{ id: 'a', total: -1, tokens: 1.5 }, '"tokens" is no whole number from 1'],
    [{ id: 'a', total: 3, tokens: 1 }, '"total" is above 0 (3)'],
    [{ id: 'a', total: -1e9, tokens: 2 }, 'the tokens have probability 0'],
    [{ id: 'a', total: -1, tokens: 1, bytes: -2 }, '"bytes" is no number from 0'],
    [{ id: 'a', total: -1, tokens: 1, words: 'many' }, '"words" is no number from 0'],
    [{ id: 'a', total: -1, tokens: 1, text: 4 }, '"text" is no text'],
  ])('says what is wrong with %j', (row, reason) => {
    expect(read(row)).toBe(reason);
  });

  it('counts a first token without a probability or does not, as its list of tokens does', () => {
    expect(read({ id: 'a', token_logprobs: [null, -1], tokens: ['x', 'y'] })).toMatchObject({ tokens: 1 });
    expect(read({ id: 'a', token_logprobs: [null, -1], tokens: 1 })).toMatchObject({ tokens: 1 });
  });
});
