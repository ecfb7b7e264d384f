import { describe, expect, it } from 'vitest';
import type { SchemeName, WatermarkKey } from '../../../watermark/key/key.ts';
import { TARGETS } from '../../../watermark/snippet/targets.ts';
import { readGivenKey } from './given-key.ts';

const SECRET = '12345678901234567890';

function key(
  scheme: SchemeName,
  parameters: WatermarkKey['parameters'] = {},
  secrets = [SECRET],
): WatermarkKey {
  return { id: 'production', scheme, secrets, parameters };
}

function snippet(name: string, of: WatermarkKey) {
  const settings = { key: of, file: 'mark.json', stored: 'production.json' };
  return TARGETS.find((one) => one.name === name)!.make(settings);
}

describe('what snippets write for servers', () => {
  it('is read again as the key that they were made of', () => {
    const cases: [string, WatermarkKey, object][] = [
      ['vllm', key('vllm-gumbel', { width: 5 }), { scheme: 'vllm-gumbel', parameters: { width: 5 } }],
      [
        'vllm',
        key('vllm-dual-key', { alpha: 0.2 }),
        { scheme: 'vllm-dual-key', parameters: { width: 4, alpha: 0.2 } },
      ],
      [
        'vllm',
        key('vllm-sbw', { gamma: 0.3 }, ['42']),
        { scheme: 'vllm-sbw', parameters: { width: 4, gamma: 0.3, seeding: 'selfhash' } },
      ],
      ['sglang', key('sglang-gumbel', {}, ['2a']), { parameters: { width: 4 } }],
      ['sglang', key('sglang-dual-key', {}, ['2a', '2b']), { parameters: { width: 4, mixing: 0.5 } }],
      [
        'transformers',
        key('kgw-transformers', { vocabulary: 9, seeding: 'selfhash', width: 4 }, ['7']),
        { parameters: { gamma: 0.25, delta: 2, seeding: 'selfhash', width: 4 } },
      ],
      ['transformers', key('synthid-transformers', {}, ['1', '2', '3']), { parameters: { ngram: 5 } }],
    ];
    for (const [name, of, expected] of cases) {
      const given = readGivenKey(snippet(name, of).secret!, 'mark.json');
      expect(given).toMatchObject(expected);
      const same = (word: string) => BigInt(of.scheme.startsWith('sglang') ? `0x${word}` : word);
      expect(given.secrets.map(same)).toEqual(of.secrets.map(same));
    }
  });
});
