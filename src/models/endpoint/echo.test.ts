import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../test/fixtures/lm-desk.ts';
import { UnscorableText } from '../scorer.ts';
import { EchoScorer } from './echo.ts';
import type { HttpClient } from './http-client.ts';

/** A server whose tokens are `size` characters each, from the beginning of a prompt; ln p of a token is minus its characters. */
function server(size: number, bend: (logprobs: object) => object = (logprobs) => logprobs) {
  const prompts: string[] = [];
  const post = async (_: string, { prompt }: { prompt: string }) => {
    prompts.push(prompt);
    const characters = Array.from(prompt);
    const starts = characters.flatMap((_c, at) => (at % size === 0 ? [at] : []));
    const tokens = starts.map((at) => characters.slice(at, at + size).join(''));
    const token_logprobs = tokens.map((token, at) => (at === 0 ? null : -Array.from(token).length));
    const logprobs = bend({ tokens, token_logprobs, text_offset: starts });
    return { model: 'm', choices: [{ logprobs }], usage: { prompt_tokens: tokens.length } };
  };
  return { prompts, client: { post } as unknown as HttpClient };
}

const scorer = (client: HttpClient, window: number, stride: number) =>
  new EchoScorer({ client, model: 'm', window, stride, maxTokens: 0 });

describe('EchoScorer on text without white space', () => {
  it('counts every byte once, as scored or as not, wherever windows cut a token', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '日', '🌊', ' '),
      minLength: 1,
      maxLength: 120,
    });
    const sizes = fc.record({
      size: fc.integer({ min: 1, max: 7 }),
      window: fc.integer({ min: 2, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(text, sizes, fc.nat(40), async (whole, { size, window }, less) => {
        const { client, prompts } = server(size, (logprobs) => {
          // A token tells its bytes as its log-probability, so that those that were scored can be summed.
          const { tokens, token_logprobs } = logprobs as { tokens: string[]; token_logprobs: unknown[] };
          const bytes = tokens.map((token, at) =>
            token_logprobs[at] === null ? null : -Buffer.byteLength(token),
          );
          return { ...logprobs, token_logprobs: bytes };
        });
        const stride = Math.max(1, window - 1 - (less % window));
        const found = await scorer(client, window, stride)
          .score(whole, NEVER)
          .catch((error) => error);
        for (const prompt of prompts) expect(Array.from(prompt).length).toBeLessThanOrEqual(window);
        if (found instanceof UnscorableText) return;
        const scored = found.logprobs.reduce((sum: number, value: number) => sum - value, 0);
        expect(scored + found.unscoredBytes).toBe(Buffer.byteLength(whole));
      }),
    );
  });

  it('counts what a token across a border leaves, by hand', async () => {
    // Windows of 8 by 4: [0, 8), [4, 12), [8, 14). Of tokens of 3 in each, the first to begin at 8 or later begins at 10, at 12 or later at 14.
    const { client, prompts } = server(3);
    const { logprobs, unscoredBytes } = await scorer(client, 8, 4).score('abcdefghijklmn', NEVER);
    expect(prompts).toEqual(['abcdefgh', 'efghijkl', 'ijklmn']);
    expect(logprobs).toEqual([-3, -2, -2]);
    // The first token, the two characters of "ij", and "mn", which no token begins.
    expect(unscoredBytes).toBe(3 + 2 + 2);
  });

  it('has no score for a text of one token, whatever stands in it', async () => {
    for (const text of ['a', '日本', '🌊🌊🌊'])
      await expect(scorer(server(3).client, 100, 50).score(text, NEVER)).rejects.toThrow(
        'no token has a probability',
      );
  });
});

describe('EchoScorer, answered oddly', () => {
  const ask = (bend: (logprobs: object) => object) =>
    scorer(server(2, bend).client, 100, 50).score('abcdef', NEVER);

  it.each([
    ['no log-probabilities', () => ({}), { code: 'E_NETWORK' }],
    ['log-probabilities that are no list', () => ({ tokens: [], token_logprobs: {} }), { code: 'E_NETWORK' }],
    ['fewer tokens', (l: object) => ({ ...l, tokens: ['ab'] }), { name: 'UnscorableText' }],
    ['fewer places', (l: object) => ({ ...l, text_offset: [0] }), { name: 'UnscorableText' }],
    ['a gap', (l: object) => ({ ...l, token_logprobs: [null, null, -1] }), { name: 'UnscorableText' }],
    ['words', (l: object) => ({ ...l, token_logprobs: [null, '-1', -1] }), { name: 'UnscorableText' }],
    [
      'a probability above 1',
      (l: object) => ({ ...l, token_logprobs: [null, 2, -1] }),
      { name: 'UnscorableText' },
    ],
    [
      'a probability of 0',
      (l: object) => ({ ...l, token_logprobs: [null, -9999, -1] }),
      { name: 'UnscorableText' },
    ],
  ])('tells %s', async (_, bend, error) => {
    await expect(ask(bend)).rejects.toMatchObject(error);
  });

  it('knows no bytes before tokens that spell something else than the text', async () => {
    const bend = (logprobs: object) => ({ ...logprobs, tokens: ['\ufffd', '\ufffd', 'x'] });
    expect(await ask(bend)).toEqual({ logprobs: [-2, -2], unscoredBytes: 0 });
  });
});
