import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellPath } from '../../base/shell.ts';
import type { SchemeName, WatermarkKey } from '../key/key.ts';
import { jsonWithIntegers, requireScheme, type SnippetSettings } from './snippet.ts';
import { TARGETS } from './targets.ts';

const SECRET = '12345678901234567890';

function key(
  scheme: SchemeName,
  parameters: WatermarkKey['parameters'] = {},
  secrets = [SECRET],
): WatermarkKey {
  return { id: 'production', scheme, secrets, parameters };
}

const target = (name: string) => TARGETS.find((one) => one.name === name)!;

function snippet(name: string, of: WatermarkKey, more: Partial<SnippetSettings> = {}) {
  return target(name).make({ key: of, file: 'mark.json', stored: '.outcross/keys/production.json', ...more });
}

/** A key of each scheme that a target takes. */
function keysOf(name: string): WatermarkKey[] {
  return target(name).schemes.map((scheme) => {
    const vocabulary = scheme.startsWith('kgw') || scheme === 'unigram' ? { vocabulary: 100 } : {};
    if (scheme === 'sglang-dual-key') return key(scheme, {}, ['c0ffee5ec2e7', 'deadbeef5ec2']);
    if (scheme === 'sglang-gumbel') return key(scheme, {}, ['c0ffee5ec2e7']);
    if (scheme === 'kgw-tgi') return key(scheme, vocabulary, []);
    return key(scheme, vocabulary, ['1234567890123456']);
  });
}

describe('snippets', () => {
  it('hold no secret but in what goes to a file', () => {
    for (const { name } of TARGETS) {
      for (const of of keysOf(name)) {
        const { steps, notes, secret } = snippet(name, of);
        const shown = JSON.stringify([steps, notes]);
        for (const word of of.secrets) {
          expect(shown).not.toContain(word);
          expect(shown).not.toContain(BigInt(/[a-f]/.test(word) ? `0x${word}` : word).toString(16));
        }
        if (name !== 'tgi' && name !== 'transformers-js') expect(secret).toMatch(/^\{.*\}\n$/);
      }
    }
  });

  it('keep every digit of a key beyond what a number holds', () => {
    expect(snippet('vllm', key('vllm-gumbel')).secret).toBe(
      `{"algorithm": "gumbel", "key": ${SECRET}, "context_width": 4}\n`,
    );
    const hex = snippet('vllm', key('vllm-gumbel', {}, ['0xffffffffffffffff'])).secret;
    expect(hex).toContain('"key": 18446744073709551615');
  });

  it('forbid clients to opt out where the server can', () => {
    const free = snippet('sglang', key('sglang-gumbel', {}, ['2a']));
    const bound = snippet('sglang', key('sglang-gumbel', {}, ['2a']), { enforce: true });
    expect(JSON.parse(free.secret!)).toMatchObject({ key: '000000000000002a', default_enabled: true });
    expect(JSON.parse(free.secret!)).not.toHaveProperty('enforce_all');
    expect(JSON.parse(bound.secret!)).toMatchObject({ enforce_all: true });
    expect(JSON.stringify(bound.steps)).not.toContain('unmarked');
  });

  it('give the green list of Unigram for the tokens that are asked for', () => {
    const unigram = key('unigram', { vocabulary: 40, delta: 3 }, ['0']);
    expect(JSON.parse(snippet('openai-logit-bias', unigram, { ids: [3, 4, 5] }).secret!)).toEqual({
      4: 3,
      5: 3,
    });
    const all = snippet('openai-logit-bias', unigram);
    expect(Object.keys(JSON.parse(all.secret!))).toHaveLength(20);
    expect(all.notes[0]).toContain('20 tokens');
  });

  it('warn of greedy decoding only where it leaves no mark', () => {
    const warns = (name: string, of: WatermarkKey) =>
      /[Gg]reedy/.test(JSON.stringify(snippet(name, of).notes));
    expect(warns('vllm', key('vllm-gumbel'))).toBe(true);
    expect(warns('vllm', key('vllm-sbw', {}, ['1']))).toBe(false);
    expect(warns('transformers', key('kgw-transformers', { vocabulary: 9 }, ['1']))).toBe(false);
    expect(warns('transformers', key('synthid-transformers', {}, ['1']))).toBe(true);
  });

  it('say whether the prompt belongs to the context', () => {
    const line = (of: WatermarkKey) => JSON.stringify(snippet('transformers-js', of).steps);
    expect(line(key('vllm-gumbel'))).toContain('seesPrompt: false');
    expect(line(key('kgw-tgi', { vocabulary: 9 }, []))).toContain('seesPrompt: true');
  });
});

describe('what cannot be marked', () => {
  it('is refused by name, with what can', () => {
    expect(() => requireScheme(target('vllm'), key('kgw-tgi'))).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', hint: expect.stringContaining('vllm-gumbel') }),
    );
    expect(() => requireScheme(target('vllm'), key('vllm-gumbel'))).not.toThrow();
  });

  it('is a key of ones own in Text Generation Inference', () => {
    expect(() => snippet('tgi', key('kgw-tgi', { vocabulary: 9 }, ['7']))).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED' }),
    );
    expect(snippet('tgi', key('kgw-tgi', { vocabulary: 9 }, ['15485863'])).secret).toBeUndefined();
  });
});

describe('jsonWithIntegers', () => {
  it('is JSON, and leaves out what is not there', () => {
    expect(
      jsonWithIntegers({ a: 2n ** 64n - 1n, b: undefined, c: [1n, -2n], d: 'x"y', e: 0.5, f: true }),
    ).toBe('{"a": 18446744073709551615, "c": [1, -2], "d": "x\\"y", "e": 0.5, "f": true}\n');
  });
});

describe('shellPath', () => {
  it('quotes what a shell would take apart', () => {
    expect([shellPath('a/b-c.json'), shellPath("it's here"), shellPath('$(rm)')]).toEqual([
      'a/b-c.json',
      "'it'\\''s here'",
      "'$(rm)'",
    ]);
  });

  it('is the name again where a shell reads it, within double quotes too', () => {
    const names = [
      ...[
        'a b',
        "it's",
        '"',
        '$HOME',
        '`id`',
        '$(id)',
        '\\',
        '*',
        '~',
        '~root',
        '#x',
        'a;b',
        'a\nb',
        '!!',
        '=ls',
      ],
      ...['', ' ', 'é日🌊', '&', '|', '<x', '{a,b}', '[a]', '%s', "''", "'\\''", 'a=b'],
    ];
    const given = names.map(shellPath).join(' ');
    // A sentinel keeps what a substitution would strip from the end.
    const quoted = names.map((name) => `"$(printf %s. ${shellPath(name)})"`).join(' ');
    const said = (words: string) =>
      spawnSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
        .stdout.split('\0')
        .slice(0, -1);
    expect(said(given)).toEqual(names);
    expect(said(quoted)).toEqual(names.map((name) => `${name}.`));
  });

  it('takes no name for an option', () => {
    expect(['-n', '--help', '-'].map(shellPath)).toEqual(['./-n', './--help', './-']);
  });
});

describe('a snippet for a file with any name', () => {
  const names = ["it's here.json", '$(rm -rf x).json', '-n', 'a"b\\c.json', '日本.json', 'two\nlines.json'];

  it('reads that file and no other, in each language', () => {
    for (const file of names) {
      const lines = (name: string, of: WatermarkKey) =>
        snippet(name, of, { file, stored: file }).steps.flatMap((step) => step.lines);
      const [serve] = lines('vllm', key('vllm-gumbel'));
      expect(serve).toContain(`"$(cat ${shellPath(file)})"`);
      const [launch] = lines('sglang', key('sglang-gumbel', {}, ['2a']));
      expect(launch.endsWith(` ${shellPath(file)}`)).toBe(true);
      for (const code of [
        lines('transformers', key('kgw-transformers', { vocabulary: 9 }, ['1'])),
        lines('transformers-js', key('vllm-gumbel')),
        lines('openai-logit-bias', key('unigram', { vocabulary: 9 }, ['0'])),
      ]) {
        // JSON's strings are strings of Python and JavaScript too.
        const literal = /(?:open|readFile)\(("(?:[^"\\]|\\.)*")/.exec(code.join('\n'))![1];
        expect(JSON.parse(literal)).toBe(file);
      }
    }
  });
});

describe('a secret with every parameter', () => {
  it('says them all to vLLM, none that was not asked for, and none of another scheme', () => {
    const sbw = { width: 2, gamma: 0.25, delta: 4, seeding: 'lefthash' } as const;
    expect(JSON.parse(snippet('vllm', key('vllm-sbw', sbw, ['7'])).secret!)).toEqual({
      algorithm: 'sbw',
      key: 7,
      context_width: 2,
      sbw_scheme: 'lefthash',
      sbw_gamma: 0.25,
      sbw_delta: 4,
    });
    expect(JSON.parse(snippet('vllm', key('vllm-dual-key', { alpha: 0.3 }, ['7'])).secret!)).toEqual({
      algorithm: 'dual_key_gumbel',
      key: 7,
      context_width: 4,
      alpha: 0.3,
    });
    expect(JSON.parse(snippet('vllm', key('vllm-gumbel', {}, ['7'])).secret!)).not.toHaveProperty(
      'sbw_gamma',
    );
  });

  it('keeps a share of 0 and a mixing of 0, which are no lack of one', () => {
    const mixed = snippet('sglang', key('sglang-dual-key', { mixing: 0, width: 1 }, ['1', '2']));
    expect(JSON.parse(mixed.secret!)).toMatchObject({ mixing_probability: 0, context_window: 1 });
    const kgw = snippet(
      'transformers',
      key('kgw-transformers', { vocabulary: 9, delta: 0, gamma: 0.1 }, ['1']),
    );
    expect(JSON.parse(kgw.secret!)).toMatchObject({ bias: 0, greenlist_ratio: 0.1 });
    const tgi = snippet('tgi', key('kgw-tgi', { vocabulary: 9, delta: 0, gamma: 0.9 }, []));
    expect(tgi.steps[0].lines[0]).toContain('--watermark-gamma 0.9 --watermark-delta 0');
  });

  it('names tokens of the vocabulary alone, once each', () => {
    const unigram = key('unigram', { vocabulary: 40, delta: 3 }, ['0']);
    const ids = [3, 3, 4, 40, -1, 1e9, Number.NaN, 0.5];
    expect(JSON.parse(snippet('openai-logit-bias', unigram, { ids }).secret!)).toEqual({ 4: 3 });
    expect(snippet('openai-logit-bias', unigram, { ids: [] }).notes[0]).toContain('0 tokens');
  });
});
