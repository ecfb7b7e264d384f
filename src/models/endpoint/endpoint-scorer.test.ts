import { describe, expect, it } from 'vitest';
import { lmServer, NEVER } from '../../../test/fixtures/lm-desk.ts';
import type { Reply } from '../../../test/fixtures/lm-server.ts';
import { logProbability, probability } from '../../lm/log-probability.ts';
import { END_OF_SEQUENCE } from '../../lm/token-ids.ts';
import { UnscorableText } from '../scorer.ts';
import { PROTOCOLS } from './endpoint-scorer.ts';

const lm = lmServer();
const TEXT = 'the naïve dog sat on the floor of the 日本 house and unknown words';
const LONG = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? TEXT : 'a cat ran')).join(' ');
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe.each(PROTOCOLS)('a model behind %s', (protocol) => {
  it('gives exactly the number that the language model gives itself', async () => {
    const { logprobs, unscoredBytes } = await lm.scorer(protocol).score(TEXT, NEVER);
    expect(logprobs).toEqual(lm.own(TEXT));
    expect(sum(logprobs)).toBe(sum(lm.own(TEXT)));
    expect(unscoredBytes).toBe(0);
  });

  it('agrees with the score of the whole sequence, less its end', async () => {
    const { logprobs } = await lm.scorer(protocol).score('the cat sat', NEVER);
    const ids = lm.server.lm.encode('the cat sat');
    const options = { vocabularySize: 2 ** 16 };
    const whole = logProbability(lm.server.lm.model, ids, options)!.logProbability;
    const end = Math.log(probability(lm.server.lm.model, ids, END_OF_SEQUENCE, options)!);
    expect(sum(logprobs)).toBeCloseTo(whole - end, 12);
  });

  it('leaves out the first token where the server does not open a text, and says how many bytes that is', async () => {
    lm.server.bos = false;
    const text = 'São Paulo lay on the mat';
    const { logprobs, unscoredBytes } = await lm.scorer(protocol).score(text, NEVER);
    expect(logprobs).toEqual(lm.own(text).slice(1));
    expect(unscoredBytes).toBe(4);
  });

  it('reads a long text in windows, each token once', async () => {
    const unit = protocol === 'echo' ? { window: 120, stride: 60 } : { window: 24, stride: 8 };
    const { logprobs } = await lm.scorer(protocol, unit).score(LONG, NEVER);
    // A trigram model needs two words before; every window has more, so that nothing is lost by cutting.
    const own = lm.own(LONG);
    expect(logprobs).toHaveLength(own.length);
    logprobs.forEach((logprob, i) => {
      expect(logprob).toBeCloseTo(own[i], 12);
    });
  });

  it('tells a text apart that the server refuses, and asks on', async () => {
    const scorer = lm.scorer(protocol);
    lm.server.faults.push({ status: 400, body: '{"message":"longer than the context"}' });
    await expect(scorer.score(TEXT, NEVER)).rejects.toThrow(UnscorableText);
    expect((await scorer.score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
  });

  it('gives the same number after all that can pass has passed', async () => {
    lm.server.faults.push({ status: 429, headers: { 'retry-after': '1' } }, 'cut', () => 'no JSON');
    expect((await lm.scorer(protocol).score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
    expect(lm.waits).toHaveLength(3);
  });

  it('stops where the model is not known', async () => {
    lm.server.faults.push({ status: 404, body: '{"error":{"message":"The model `x` does not exist."}}' });
    await expect(lm.scorer(protocol).score(TEXT, NEVER)).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: expect.stringContaining('does not exist'),
    });
  });

  it('has another identity for another window, and the same for the same', () => {
    const identity = (window: number) => lm.scorer(protocol, { window, stride: 4 }).identity;
    expect(identity(64)).toBe(identity(64));
    expect(identity(64)).not.toBe(identity(65));
  });

  it('tells its cost by length alone', () => {
    const scorer = lm.scorer(protocol, { window: 100, stride: 50 });
    const [short, long] = [scorer.cost(200), scorer.cost(4000)];
    expect(short.requests).toBe(protocol === 'llama' ? 51 : protocol === 'echo' ? 3 : 1);
    expect(long.requests).toBeGreaterThan(short.requests);
    expect(long.tokens).toBeGreaterThan(short.tokens);
    expect(lm.server.requests).toHaveLength(0);
  });

  it('refuses a stride that leaves tokens without a context', () => {
    expect(() => lm.scorer(protocol, { window: 10, stride: 10 })).toThrow(
      expect.objectContaining({ code: 'E_OPTION' }),
    );
  });
});

/** Bends the log-probabilities of the prompt, whichever protocol tells them. */
const bend =
  (change: (logprobs: unknown[]) => unknown[]) =>
  (reply: Reply): Reply => {
    const [choice] = reply.choices;
    if (choice.prompt_logprobs === undefined) {
      choice.logprobs.token_logprobs = change(choice.logprobs.token_logprobs);
      return reply;
    }
    const values = choice.prompt_logprobs.map((entry: Reply) =>
      entry === null ? null : Object.values<Reply>(entry)[0].logprob,
    );
    choice.prompt_logprobs = change(values).map((logprob) => (logprob === null ? null : { 7: { logprob } }));
    return reply;
  };

describe.each(['vllm', 'echo'] as const)('log-probabilities that %s tells wrongly', (protocol) => {
  const put = (value: unknown) => bend((all) => all.map((old, i) => (i === 2 ? value : old)));
  it.each([
    ['NaN', put('NaN'), 'no finite number'],
    ['minus infinity, clamped', put(-9999), 'probability 0'],
    ['above 0', put(0.5), 'above 0'],
    ['none in the middle', put(null), 'no log-probability'],
    ['too few', bend((all) => all.slice(0, 4)), 'log-probabilities came for'],
    ['too many', bend((all) => [...all, -1, -1]), 'log-probabilities came for'],
  ])('are this text’s fault: %s', async (_, fault, message) => {
    lm.server.faults.push(fault);
    const error = await lm
      .scorer(protocol)
      .score(TEXT, NEVER)
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UnscorableText);
    expect(error.message).toContain(message);
  });

  it('stop everything where the server answers as another model', async () => {
    lm.server.name = 'ngram-v2';
    await expect(lm.scorer(protocol).score(TEXT, NEVER)).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: 'the server answers as ngram-v2, not as ngram',
    });
  });

  it.each([
    ['no choices', (reply: Reply) => ({ ...reply, choices: [] })],
    ['no log-probabilities', (reply: Reply) => ({ ...reply, choices: [{ text: 'x' }] })],
    ['something else altogether', () => ['hello']],
  ])('stop everything where there are %s', async (_, fault) => {
    lm.server.faults.push(fault);
    await expect(lm.scorer(protocol).score(TEXT, NEVER)).rejects.toMatchObject({ code: 'E_NETWORK' });
  });
});

describe('the vLLM protocol', () => {
  it('takes the token asked for where several are named: JSON does not keep their order', async () => {
    lm.server.faults.push((reply: Reply) => {
      for (const entry of reply.choices[0].prompt_logprobs)
        if (entry !== null) entry['-1'] = { logprob: -0.01 };
      return reply;
    });
    expect((await lm.scorer('vllm').score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
  });
});

describe('the echo protocol', () => {
  it('takes servers that generate nothing, and those that leave out what they generated', async () => {
    expect((await lm.scorer('echo', { maxTokens: 0 }).score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
    lm.server.faults.push((reply: Reply) => {
      for (const list of Object.values<Reply>(reply.choices[0].logprobs)) list.pop();
      return reply;
    });
    expect((await lm.scorer('echo').score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
  });

  it('counts the tokens of the prompt by their places where usage is not told', async () => {
    lm.server.faults.push((reply: Reply) => ({ ...reply, usage: undefined }));
    expect((await lm.scorer('echo').score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
  });

  it('points to the other protocol where only generated tokens have log-probabilities', async () => {
    lm.server.faults.push((reply: Reply) => {
      reply.choices[0].logprobs = { tokens: [' x'], token_logprobs: [-1], text_offset: [0] };
      return reply;
    });
    const one = await lm
      .scorer('echo')
      .score(TEXT, NEVER)
      .catch((thrown) => thrown);
    lm.server.faults.push({ status: 400, body: '{"error":{"message":"Only no echo is supported"}}' });
    const two = await lm
      .scorer('echo')
      .score(TEXT, NEVER)
      .catch((thrown) => thrown);
    for (const error of [one, two])
      expect(error).toMatchObject({ code: 'E_NETWORK', hint: expect.stringContaining('--protocol llama') });
  });

  it('needs the places of tokens for a text that does not fit a window', async () => {
    lm.server.faults.push(
      (reply: Reply) => reply,
      (reply: Reply) => {
        delete reply.choices[0].logprobs.text_offset;
        return reply;
      },
    );
    await expect(lm.scorer('echo', { window: 40, stride: 20 }).score(LONG, NEVER)).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: expect.stringContaining('text_offset'),
    });
  });
});

describe('the protocol of llama-server', () => {
  it('asks for more alternatives until the token is among them', async () => {
    lm.server.faults.push(
      (reply: Reply) => reply,
      (reply: Reply) => {
        // A server of a large vocabulary: the token is not among the first.
        const [{ top_logprobs: top }] = reply.completion_probabilities;
        reply.completion_probabilities[0].top_logprobs = Array.from({ length: 64 }, () => ({
          ...top[0],
          id: -1,
        }));
        return reply;
      },
    );
    expect((await lm.scorer('llama').score('the cat', NEVER)).logprobs).toEqual(lm.own('the cat'));
    expect(lm.server.requests.map(({ body }) => body.n_probs)).toEqual([undefined, 64, 1024, 64]);
  });

  it('tells a token that the model does not know', async () => {
    lm.server.faults.push((reply: Reply) => ({ ...reply, tokens: [0, 999_999] }));
    await expect(lm.scorer('llama').score('the cat', NEVER)).rejects.toThrow(UnscorableText);
  });

  it('takes servers that tell token ids without their pieces', async () => {
    lm.server.faults.push((reply: Reply) => ({ tokens: reply.tokens.map(({ id }: Reply) => id) }));
    expect((await lm.scorer('llama').score(TEXT, NEVER)).logprobs).toEqual(lm.own(TEXT));
  });

  it.each([
    ['tokens', [() => ({})]],
    ['ids', [() => ({ tokens: ['a'] })]],
    ['alternatives', [(reply: Reply) => reply, () => ({ completion_probabilities: [{ probs: [] }] })]],
  ])('stops everything where the server tells no %s', async (_, faults) => {
    lm.server.faults.push(...faults);
    await expect(lm.scorer('llama').score(TEXT, NEVER)).rejects.toMatchObject({ code: 'E_NETWORK' });
  });
});
