import { describe, expect, it } from 'vitest';
import { readTextScore } from './read-text-score.ts';
import { plainScoreRow } from './score-shapes.ts';

const read = (row: unknown) => {
  const found = readTextScore(row);
  return 'score' in found ? found.score : found.reason;
};

/** As vLLM dumps it: the token and the likeliest one, by id. */
const prompt_logprobs = [
  null,
  {
    '40': { logprob: -1.5, rank: 4, decoded_token: ' cat' },
    '7': { logprob: -0.2, rank: 1, decoded_token: ' dog' },
  },
  { '7': { logprob: -0.5, rank: 1, decoded_token: ' dog' } },
];
const prompt_token_ids = [1, 40, 7];

describe('plainScoreRow', () => {
  it('leaves a row of its own shape as it is', () => {
    for (const row of [
      { id: 'a', token_logprobs: [null, -1] },
      { id: 'a', total: -1, tokens: 2 },
      { id: 'a' },
    ])
      expect(plainScoreRow(row)).toEqual({ row });
  });

  it('takes the log-probability of the token itself from a dump of vLLM, not that of the likeliest', () => {
    expect(read({ id: 'a', prompt_logprobs, prompt_token_ids, text: 'a cat dog' })).toMatchObject({
      id: 'a',
      total: -2,
      tokens: 2,
      words: 3,
    });
  });

  it('takes a whole reply of vLLM, by the id of the request where one stands beside it', () => {
    const choices = [{ index: 0, text: '', prompt_logprobs, prompt_token_ids }];
    expect(read({ id: 'cmpl-1', choices })).toMatchObject({ id: 'cmpl-1', total: -2 });
    expect(read({ id: 'cmpl-1', custom_id: 'a', choices })).toMatchObject({ id: 'a', total: -2 });
    expect(
      read({ custom_id: 'a', id: 'batch_1', response: { status_code: 200, body: { choices } } }),
    ).toMatchObject({
      total: -2,
    });
  });

  it('takes numbers in place of objects, of one alternative without ids', () => {
    expect(read({ request_id: 3, prompt_logprobs: [null, { '4': -1 }, { '2': -2 }] })).toMatchObject({
      id: '3',
      total: -3,
    });
  });

  it('guesses no token among several', () => {
    expect(read({ id: 'a', prompt_logprobs })).toBe(
      'token 2 has 2 alternatives, and no prompt_token_ids say which it is',
    );
    expect(read({ id: 'a', prompt_logprobs, prompt_token_ids: [1, 2, 7] })).toBe(
      'token 2 is not among its prompt_logprobs',
    );
    expect(read({ id: 'a', prompt_logprobs, prompt_token_ids: [1] })).toBe(
      '3 prompt_logprobs for 1 prompt_token_ids',
    );
  });

  it('takes what completions and chats tell of tokens', () => {
    const logprobs = { tokens: ['a', ' b'], token_logprobs: [null, -2], text_offset: [0, 1] };
    expect(read({ id: 'a', choices: [{ text: 'a b', logprobs }] })).toMatchObject({ total: -2, tokens: 1 });
    const content = [
      { token: 'a', logprob: -0.5, top_logprobs: [] },
      { token: 'b', logprob: -1, top_logprobs: [] },
    ];
    expect(read({ id: 'a', choices: [{ logprobs: { content } }] })).toMatchObject({ total: -1.5, tokens: 2 });
    expect(read({ id: 'a', logprobs: { content } })).toMatchObject({ total: -1.5 });
    expect(read({ id: 'a', logprobs: [null, -1, -2] })).toMatchObject({ total: -3, tokens: 2 });
  });

  it('leaves out what a server generated behind an echoed prompt', () => {
    const logprobs = { tokens: ['a', 'b', 'c'], token_logprobs: [null, -2, -9] };
    const choices = [{ logprobs }];
    expect(read({ id: 'a', choices, usage: { prompt_tokens: 2, completion_tokens: 1 } })).toMatchObject({
      total: -2,
    });
    // All of these were generated: the prompt was not echoed.
    const own = [{ logprobs: { token_logprobs: [-1, -2, -9] } }];
    expect(read({ id: 'a', choices: own, usage: { prompt_tokens: 8, completion_tokens: 3 } })).toMatchObject({
      total: -12,
    });
  });

  it('says what is wrong with odd rows of these shapes, and never throws', () => {
    expect(read({ id: 'a', prompt_logprobs: [null, 4] })).toBe(
      'token 2 has 0 alternatives, and no prompt_token_ids say which it is',
    );
    expect(read({ id: 'a', prompt_logprobs: [null, { '1': {} }] })).toBe(
      'the log-probability of token 1 is no finite number',
    );
    expect(read({ id: 'a', choices: [] })).toBe('neither "token_logprobs" nor "total" and "tokens"');
    expect(read({ id: 'a', choices: [null] })).toBe('neither "token_logprobs" nor "total" and "tokens"');
    expect(read({ choices: [{ logprobs: { content: [] } }] })).toBe('no "id"');
  });

  it('says what a row of an evaluation harness lacks', () => {
    const row = { doc_id: 0, filtered_resps: [-31.7], word_perplexity: [-31.7, 3] };
    expect(read(row)).toMatch(/^it tells no number of tokens/);
    expect(read({ ...row, total: -31.7, tokens: 9 })).toMatchObject({ id: '0', total: -31.7, tokens: 9 });
  });
});
