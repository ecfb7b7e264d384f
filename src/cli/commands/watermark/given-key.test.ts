import { describe, expect, it } from 'vitest';
import { readGivenKey } from './given-key.ts';

const read = (text: string) => readGivenKey(text, 'key.txt');

describe('readGivenKey', () => {
  it('reads integers with spaces, commas or line ends between them', () => {
    expect(read(' 42\n').secrets).toEqual(['42']);
    expect(read('1, 2\n0x3').secrets).toEqual(['1', '2', '0x3']);
    expect(read('\n').secrets).toEqual([]);
  });

  it('reads lists of JSON digit by digit, beyond what a number holds', () => {
    expect(read('[654, 18446744073709551615]').secrets).toEqual(['654', '18446744073709551615']);
    expect(read('{"key": 1234567890123456789}').secrets).toEqual(['1234567890123456789']);
    expect(read('{"keys": [-9007199254740993, 5]}').secrets).toEqual(['-9007199254740993', '5']);
  });

  it('reads the configuration of vLLM', () => {
    expect(read('{"key": 42, "algorithm": "dual_key_gumbel", "context_width": 5, "alpha": 0.2}')).toEqual({
      scheme: 'vllm-dual-key',
      secrets: ['42'],
      parameters: { width: 5, alpha: 0.2 },
    });
    expect(read('{"key": 42, "algorithm": "sbw", "sbw_scheme": "selfhash", "sbw_gamma": 0.25}')).toEqual({
      scheme: 'vllm-sbw',
      secrets: ['42'],
      parameters: { seeding: 'selfhash', gamma: 0.25 },
    });
  });

  it('reads the configurations of SGLang and Transformers', () => {
    expect(
      read('{"key": "0123456789abcdef", "key_b": "ff", "context_window": 4, "mixing_probability": 0.3}'),
    ).toEqual({
      secrets: ['0123456789abcdef', 'ff'],
      parameters: { width: 4, mixing: 0.3 },
    });
    expect(
      read('{"greenlist_ratio": 0.25, "bias": 2.0, "hashing_key": 15485863, "seeding_scheme": "lefthash"}'),
    ).toEqual({
      secrets: ['15485863'],
      parameters: { gamma: 0.25, delta: 2, seeding: 'lefthash' },
    });
    expect(read('{"keys": [1, 2], "ngram_len": 5}')).toEqual({
      secrets: ['1', '2'],
      parameters: { ngram: 5 },
    });
  });

  it('says nothing of the content where it cannot read it', () => {
    for (const text of ['{"key": "hunter2"', '{"key": 1.75}', '[true]']) {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
      try {
        read(text);
      } catch (error) {
        expect(String(error)).not.toMatch(/hunter2|1\.75/);
      }
    }
  });
});
