import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../test/fixtures/lm-desk.ts';
import { runs } from '../../../test/fixtures/thorough.ts';
import { UnscorableText } from '../scorer.ts';
import type { HttpClient } from './http-client.ts';
import { finite, PromptLogprobsScorer, windowedCost } from './prompt-logprobs.ts';

interface Ask {
  readonly prompt: string | readonly number[];
}

/** A server whose tokens are characters; ln p of a token is minus its code point over 100. */
function server(bend: (choice: Record<string, unknown>) => object = (choice) => choice, usage = true) {
  const prompts: (string | readonly number[])[] = [];
  const idsOf = (text: string) => Array.from(text, (character) => character.codePointAt(0)!);
  const post = async (path: string, body: Ask) => {
    if (path === '/tokenize') return { tokens: idsOf(body.prompt as string) };
    prompts.push(body.prompt);
    const ids = typeof body.prompt === 'string' ? idsOf(body.prompt) : body.prompt;
    const prompt_logprobs = ids.map((id, at) =>
      at === 0 ? null : { [id]: { logprob: -id / 100, decoded_token: String.fromCodePoint(id) } },
    );
    const choice = bend({ prompt_logprobs, prompt_token_ids: ids });
    return { model: 'm', choices: [choice], ...(usage ? { usage: { prompt_tokens: ids.length } } : {}) };
  };
  return { prompts, client: { post, urlOf: (path: string) => path } as unknown as HttpClient };
}

const scorer = (client: HttpClient, window = 64, stride = 32) =>
  new PromptLogprobsScorer({ client, model: 'm', window, stride, maxTokens: 1 });

const wanted = (text: string) => Array.from(text, (c) => -c.codePointAt(0)! / 100).slice(1);

describe('PromptLogprobsScorer', () => {
  it('gives the log-probability of every token but the first, which has no context', async () => {
    const { client, prompts } = server();
    const { logprobs, unscoredBytes } = await scorer(client).score('the cat', NEVER);
    expect(logprobs).toEqual(wanted('the cat'));
    expect(unscoredBytes).toBe(1);
    expect(prompts).toEqual(['the cat']);
  });

  it('reads a long text in windows of token ids, each token scored once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'b', 'é', '日', ' '), minLength: 2, maxLength: 200 }),
        fc.integer({ min: 2, max: 40 }),
        fc.nat(39),
        async (text, window, less) => {
          const { client, prompts } = server();
          const stride = Math.max(1, window - 1 - (less % (window - 1)));
          const { logprobs } = await scorer(client, window, stride).score(text, NEVER);
          expect(logprobs).toEqual(wanted(text));
          for (const prompt of prompts) expect(prompt.length).toBeLessThanOrEqual(window);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('finds the token of the prompt among several that are named, by its id', async () => {
    const { client } = server((choice) => {
      const given = choice['prompt_logprobs'] as (Record<string, object> | null)[];
      return { ...choice, prompt_logprobs: given.map((entry) => entry && { 1: { logprob: -99 }, ...entry }) };
    });
    expect((await scorer(client).score('abc', NEVER)).logprobs).toEqual(wanted('abc'));
  });

  it.each([
    ['the reply has no prompt_logprobs', { prompt_logprobs: undefined }],
    ['the reply has no prompt_logprobs', { prompt_logprobs: { 0: null } }],
    ['a token of the prompt has no log-probability', { prompt_logprobs: [null, { 98: {} }, { 99: {} }] }],
  ])('says that %s, and which protocol to try', async (what, part) => {
    const { client } = server((choice) => ({ ...choice, ...part }));
    await expect(scorer(client).score('abc', NEVER)).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: expect.stringContaining(what),
      hint: expect.stringContaining('--protocol'),
    });
  });

  it('leaves out a text for which another number of tokens came than the server counted', async () => {
    const { client } = server((choice) => ({
      ...choice,
      prompt_logprobs: (choice['prompt_logprobs'] as []).slice(1),
    }));
    await expect(scorer(client).score('abc', NEVER)).rejects.toThrow(UnscorableText);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 'x', null])(
    'leaves out a text with the log-probability %s',
    async (bad) => {
      const { client } = server((choice) => {
        const given = choice['prompt_logprobs'] as unknown[];
        return {
          ...choice,
          prompt_logprobs: given.map((entry, i) => (i === 2 ? { 99: { logprob: bad } } : entry)),
        };
      });
      await expect(scorer(client).score('abc', NEVER)).rejects.toThrow(UnscorableText);
    },
  );

  it('has an identity that changes with everything that scores depend on', () => {
    const { client } = server();
    const ids = [
      scorer(client),
      scorer(client, 128, 32),
      scorer(client, 64, 16),
      new PromptLogprobsScorer({ client, model: 'n', window: 64, stride: 32, maxTokens: 1 }),
    ];
    expect(new Set(ids.map(({ identity }) => identity)).size).toBe(4);
  });
});

describe('windowedCost', () => {
  it('is one request for a text that fits, and one more where ids must be asked for first', () => {
    expect(windowedCost(10, { window: 64, stride: 32 }, 1)).toEqual({ requests: 1, tokens: 10 });
    const long = windowedCost(100, { window: 64, stride: 32 }, 1);
    expect(long.requests).toBeGreaterThan(2);
    expect(long.tokens).toBeGreaterThan(100);
    expect(windowedCost(0, { window: 64, stride: 32 }, 1)).toEqual({ requests: 1, tokens: 1 });
  });

  it('never sends fewer tokens than there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 2, max: 512 }),
        fc.nat(510),
        (length, window, less) => {
          const stride = Math.max(1, window - 1 - (less % (window - 1)));
          expect(windowedCost(length, { window, stride }, 0).tokens).toBeGreaterThanOrEqual(length);
        },
      ),
    );
  });
});

describe('finite', () => {
  it('gives the numbers, and refuses what is none by throwing', () => {
    expect(finite([-1, -0.5])).toEqual([-1, -0.5]);
    expect(() => finite([-1, Number.NaN])).toThrow(UnscorableText);
    expect(() => finite([-1, 'x'])).toThrow(UnscorableText);
  });
});
