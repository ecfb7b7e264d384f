import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lmServer, NEVER } from '../../../test/fixtures/lm-desk.ts';
import { UnscorableText } from '../scorer.ts';
import { bytesBefore, complete, members, posted } from './reply.ts';

const lm = lmServer();
const options = () => ({ client: lm.client(), model: 'ngram', window: 10, stride: 5, maxTokens: 1 as const });

describe('bytesBefore', () => {
  it('counts what stands before the tokens that were scored', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (head, tokens) => {
        const text = head + tokens.join('');
        expect(bytesBefore(text, tokens)).toBe(Buffer.byteLength(head));
      }),
    );
  });

  it('is 0 where tokens spell something else: bytes that are no whole characters', () => {
    expect(bytesBefore('日本', ['\ufffd', '\ufffd'])).toBe(0);
  });
});

describe('members', () => {
  it('are those of an object, and none of anything else', () => {
    expect(members({ a: 1 })).toEqual({ a: 1 });
    for (const value of [null, undefined, 1, 'a', [1], true]) expect(members(value)).toEqual({});
  });
});

describe('complete', () => {
  it('gives the first choice, and the tokens of the prompt where they are told', async () => {
    const { choice, promptTokens } = await complete(options(), { prompt: 'the cat' }, NEVER);
    expect(choice['index']).toBe(0);
    expect(promptTokens).toBe(3);
    for (const usage of [undefined, {}, { prompt_tokens: 0 }, { prompt_tokens: '3' }]) {
      lm.server.faults.push((reply) => ({ ...reply, usage }));
      expect((await complete(options(), { prompt: 'the cat' }, NEVER)).promptTokens).toBeUndefined();
    }
  });

  it('takes a server that does not say which model answered', async () => {
    lm.server.faults.push(({ choices }) => ({ choices }));
    await expect(complete(options(), { prompt: 'the cat' }, NEVER)).resolves.toBeDefined();
  });
});

describe('posted', () => {
  it.each([400, 413, 422])('takes the status %d for a fault of the text', async (status) => {
    lm.server.faults.push({ status });
    await expect(posted(lm.client(), 'completions', { prompt: 'x' }, NEVER)).rejects.toThrow(UnscorableText);
  });

  it.each([402, 404, 405])('takes the status %d for a fault of the address or the model', async (status) => {
    lm.server.faults.push({ status });
    await expect(posted(lm.client(), 'completions', { prompt: 'x' }, NEVER)).rejects.toMatchObject({
      code: 'E_NETWORK',
      where: `${lm.server.url}/completions`,
    });
  });
});
