import { describe, expect, it } from 'vitest';
import { SCHEMES, type SchemeName } from './key.ts';
import { key64, newSecretBytes, readSecrets } from './secrets.ts';

describe('readSecrets', () => {
  it('reads decimal and hexadecimal integers of 64 bits', () => {
    expect(readSecrets('vllm-gumbel', ['18446744073709551615'])).toEqual([2n ** 64n - 1n]);
    expect(readSecrets('vllm-gumbel', ['0xff'])).toEqual([255n]);
    expect(readSecrets('unigram', ['-9223372036854775808'])).toEqual([-(2n ** 63n)]);
  });

  it('reads those of SGLang as hexadecimal, as its servers do', () => {
    expect(readSecrets('sglang-gumbel', ['10'])).toEqual([16n]);
    expect(readSecrets('sglang-dual-key', ['0123456789abcdef', '0xF'])).toEqual([0x0123456789abcdefn, 15n]);
  });

  it('takes the key that all the world knows where KGW is given none', () => {
    expect(readSecrets('kgw-tgi', [])).toEqual([]);
  });

  it('refuses what is too large, too many or no integer, without showing it', () => {
    const faulty: [SchemeName, string[]][] = [
      ['vllm-gumbel', ['18446744073709551616']],
      ['vllm-sbw', ['9223372036854775808']],
      ['vllm-gumbel', ['4.25']],
      ['vllm-gumbel', ['']],
      ['vllm-gumbel', ['12345', '67890']],
      ['sglang-gumbel', ['xyz123']],
      ['sglang-dual-key', ['abc123']],
    ];
    for (const [scheme, secrets] of faulty) {
      try {
        readSecrets(scheme, secrets);
        expect.unreachable();
      } catch (error) {
        const { message, code } = error as Error & { code: string };
        expect(code).toBe('E_PARAMETER');
        for (const secret of secrets)
          if (secret !== '') expect(message.replaceAll('18446744073709551615', '')).not.toContain(secret);
      }
    }
  });
});

describe('key64', () => {
  it('parts an integer into unsigned words', () => {
    expect(key64(0x0123456789abcdefn)).toEqual({ low: 0x89abcdef, high: 0x01234567 });
    expect(key64(2n ** 64n - 1n)).toEqual({ low: 0xffffffff, high: 0xffffffff });
  });
});

describe('newSecretBytes', () => {
  it('never gives more than a scheme takes', () => {
    for (const scheme of SCHEMES) {
      const most = newSecretBytes(scheme, 30).map((bytes) => `0x${'f'.repeat(2 * bytes)}`);
      expect(readSecrets(scheme, most)).toHaveLength(most.length);
    }
  });
});
