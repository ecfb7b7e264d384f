import { describe, expect, it } from 'vitest';
import { recordedMark, requestFields } from './request-fields.ts';

describe('requestFields', () => {
  it('has one name for a field, whichever client sends it', () => {
    expect(requestFields({ topP: 0.9, topK: 5, maxOutputTokens: 7 })).toEqual(
      requestFields({ top_p: 0.9, top_k: 5, max_completion_tokens: 7 }),
    );
  });

  it('keeps no text, no green list and no key', () => {
    const kept = requestFields({
      temperature: 'secret',
      seed: 4,
      user: 'secret',
      logit_bias: { 7: 2 },
      watermark: {
        enabled: true,
        key: 'secret',
        key_b: 'secret',
        context_window: 3,
        mixing_probability: 0.5,
      },
      toString: 3,
      constructor: true,
    });
    expect(kept).toEqual({
      seed: 4,
      logit_bias: true,
      watermark: { enabled: true, context_window: 3, mixing_probability: 0.5 },
    });
  });

  it('does not take an empty bias for one', () => {
    expect(requestFields({ logit_bias: {}, watermark: null })).toEqual({});
  });
});

describe('recordedMark', () => {
  const expected = (scheme: Parameters<typeof recordedMark>[0]['scheme'], request: object) =>
    recordedMark({ scheme, key: 'k' }, requestFields({ ...request })).expected;

  it('is expected of what replaces the draw unless decoding is greedy', () => {
    for (const scheme of ['vllm-gumbel', 'vllm-dual-key', 'sglang-gumbel', 'synthid-transformers'] as const) {
      expect([
        expected(scheme, {}),
        expected(scheme, { temperature: 0 }),
        expected(scheme, { top_k: 1 }),
      ]).toEqual([true, false, false]);
    }
  });

  it('is expected of what bends logits in greedy decoding too', () => {
    for (const scheme of ['kgw-tgi', 'kgw-transformers', 'vllm-sbw'] as const)
      expect(expected(scheme, { temperature: 0 })).toBe(true);
  });

  it('is expected of Unigram with a bias alone', () => {
    expect([expected('unigram', {}), expected('unigram', { logit_bias: { 1: 2 } })]).toEqual([false, true]);
  });

  it('is not expected where the request opted out, in the words of either server', () => {
    expect(expected('vllm-gumbel', { watermarking: false })).toBe(false);
    expect(expected('vllm-gumbel', { watermarking: true })).toBe(true);
    expect(expected('sglang-gumbel', { watermark: { enabled: false } })).toBe(false);
    expect(recordedMark({ scheme: 'vllm-gumbel', key: 'k' }, { watermarking: false })).toEqual({
      scheme: 'vllm-gumbel',
      key: 'k',
      expected: false,
      reason: 'the request opted out',
    });
  });
});
