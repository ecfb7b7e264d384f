import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCHEMES } from '../../../watermark/key/key.ts';
import { hiddenIn, widest } from '../../fixtures.test.support.ts';
import { keyTable, publicKey } from './key-view.ts';
import {
  isKeyId,
  KEY_SCHEMA,
  parseStoredKey,
  requireKeyId,
  requireScheme,
  type StoredKey,
} from './stored-key.ts';

const KEY: StoredKey = {
  schema: KEY_SCHEMA,
  id: 'p',
  scheme: 'vllm-gumbel',
  secrets: ['987654321'],
  parameters: { width: 5 },
  created: '2026-01-02',
};
const parsed = (change: object, id = 'p') => parseStoredKey(JSON.stringify({ ...KEY, ...change }), 'f', id);

describe('parseStoredKey', () => {
  it('gives the key that was written', () => {
    expect(parsed({})).toEqual(KEY);
  });

  it.each([
    ['another schema', { schema: 'outcross.watermark-key/2' }],
    ['no id', { id: undefined }],
    ['an id that leads elsewhere', { id: '../p' }],
    ['the id of another key', { id: 'q' }],
    ['an id in other letters', { id: 'P' }],
    ['a scheme that there is not', { scheme: 'constructor' }],
    ['secrets that are none', { secrets: '987654321' }],
    ['a secret that is a number', { secrets: [987654321] }],
    ['no secret', { secrets: [] }],
    ['no parameters', { parameters: null }],
  ])('refuses %s, and shows nothing of the secret', (_, change) => {
    let error: Error | undefined;
    try {
      parsed(change);
    } catch (thrown) {
      error = thrown as Error;
    }
    expect(error).toMatchObject({ code: 'E_FORMAT', where: 'f' });
    expect(error!.message).not.toContain('987654321');
  });

  it.each(['', 'null', '[]', '7', '"x"', '{"secrets": ["987654321"', '\u0000'])('refuses %j', (text) => {
    expect(() => parseStoredKey(text, 'f', 'p')).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });
});

describe('an id', () => {
  it('is the name of a file in its folder, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 70 }), (id) => {
        if (!isKeyId(id)) {
          expect(() => requireKeyId(id)).toThrow();
          return;
        }
        expect(requireKeyId(id)).toBe(id);
        expect(id).toMatch(/^[^./\\\s][^/\\\s]*$/);
      }),
    );
    expect(['..', '.', 'a/..', 'a\n', '-x', 'x'.repeat(65)].map(isKeyId)).not.toContain(true);
    expect(['a', '0', 'A.b_c-d', 'x'.repeat(64)].map(isKeyId)).not.toContain(false);
  });
});

describe('requireScheme', () => {
  it('knows every scheme, and nothing else', () => {
    for (const scheme of SCHEMES) expect(requireScheme(scheme)).toBe(scheme);
    for (const word of ['', 'constructor', 'VLLM-GUMBEL', 'vllm-gumbel '])
      expect(() => requireScheme(word)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
    expect(() => requireScheme('vllm-gumble')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('"vllm-gumbel"') }),
    );
  });
});

describe('what is shown of a key', () => {
  const retired = { ...KEY, id: 'old', retired: '2026-02-03', replacedBy: 'p' };
  const secrets = { ...KEY, secrets: ['111222333', '444555666'] };

  it('is never a secret', () => {
    for (const key of [KEY, retired, secrets]) {
      const shown = JSON.stringify(publicKey(key)) + keyTable([key], 200, true);
      for (const secret of key.secrets) expect(shown).not.toContain(secret);
    }
    expect(publicKey(secrets)).toMatchObject({ secrets: 2 });
  });

  it('is a table that keeps to its columns', () => {
    const long = { ...KEY, id: 'x'.repeat(64), created: '\u001b[2J' };
    for (const columns of [1, 40, 80, 200]) {
      const table = keyTable([KEY, retired, long], columns, false);
      expect(widest(table)).toBeLessThanOrEqual(Math.max(40, columns));
      expect(hiddenIn(table)).toEqual([]);
    }
    expect(keyTable([retired], 100, false)).toContain('retired, now p');
  });
});
