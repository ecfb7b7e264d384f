import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { gumbelMarker } from '../../src/watermark/vllm/gumbel.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const cwd = disk.folder;
const SECRET = '42';

const SYLLABLES = [...'bdfgklmnprst'].flatMap((consonant) => [...'aeio'].map((vowel) => consonant + vowel));
const WORDS = SYLLABLES.slice(0, 24).flatMap((first) => SYLLABLES.slice(24).map((second) => first + second));

/** A byte-pair encoding by hand: letters, syllables of two, and words of two syllables, unless `words` is false. */
function bytePairs(words: boolean): { readonly json: string; readonly first: number } {
  const letters = [...new Set(SYLLABLES.join(''))].sort();
  const tokens = ['<unk>', ...letters, ...SYLLABLES, ...(words ? WORDS : [])];
  const merges = [
    ...SYLLABLES.map((syllable) => [syllable[0], syllable[1]]),
    ...(words ? WORDS.map((word) => [word.slice(0, 2), word.slice(2)]) : []),
  ];
  const json = JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  });
  return { json, first: tokens.length - (words ? WORDS.length : 0) };
}

/** Words that the mark chose, as text; what the server had written were their ids. */
function markedText(first: number, seed: number): string {
  const marker = gumbelMarker({ key: { low: Number(SECRET), high: 0 } });
  const rng = new Rng(seed);
  const ids: number[] = [];
  while (ids.length < 60) {
    const logits = new Float64Array(first + WORDS.length).fill(Number.NEGATIVE_INFINITY, 0, first);
    for (let id = first; id < logits.length; id++) logits[id] = 2 * rng.next();
    marker.mark(logits, ids);
    ids.push(logits.indexOf(Math.max(...logits)));
  }
  return ids.map((id) => WORDS[id - first]).join(' ');
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  outcross(['watermark', ...args], { cwd, env });

const asked: string[] = [];
const whole = bytePairs(true);
const hub = createServer((request, response) => {
  asked.push(request.url ?? '');
  const known = request.url?.endsWith('/tokenizer.json') === true;
  response.writeHead(known ? 200 : 404).end(known ? whole.json : '');
});
let endpoint: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
  mkdirSync(join(cwd, 'model'));
  disk.write('model/tokenizer.json', whole.json);
  disk.write('other.json', bytePairs(false).json);
  const rng = new Rng('people');
  const human = () => Array.from({ length: 60 }, () => WORDS[rng.int(WORDS.length)]).join(' ');
  disk.write(
    'texts.jsonl',
    jsonl([
      ...Array.from({ length: 8 }, (_, i) => ({ id: `m${i}`, text: markedText(whole.first, i) })),
      ...Array.from({ length: 12 }, (_, i) => ({ id: `h${i}`, text: human() })),
    ]),
  );
  const keys = ['watermark', 'keys', 'import', '-', '--scheme', 'vllm-gumbel', '--id', 'k'];
  await outcross(keys, { cwd, input: SECRET });
});
afterAll(() => {
  hub.closeAllConnections();
  hub.close();
});

describe('outcross watermark detect --tokenizer', () => {
  it('finds marks in texts that it cuts into tokens anew, and says that it did', async () => {
    const { status, stdout, stderr } = await run([
      'detect',
      'texts.jsonl',
      '--tokenizer',
      'model/tokenizer.json',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('20 examples: 8 marked, 12 no evidence');
    expect(stdout.replaceAll('\n', ' ')).toContain('cut into tokens anew');
    const json = await run(['detect', 'texts.jsonl', '--tokenizer', 'model/tokenizer.json', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ retokenized: true, states: { marked: 8 } });
  });

  it('finds nothing with a tokenizer of another model, and calls nothing unmarked', async () => {
    const { stdout } = await run(['detect', 'texts.jsonl', '--tokenizer', 'other.json', '--json']);
    expect(JSON.parse(stdout).states).toMatchObject({ marked: 0, 'no evidence': 20 });
  });

  it('cuts in worker threads as it does here', async () => {
    const args = ['detect', 'texts.jsonl', '--tokenizer', 'model/tokenizer.json', '--json', '--workers'];
    const [none, two] = await Promise.all(['0', '2'].map((workers) => run([...args, workers])));
    expect(two.stdout).toBe(none.stdout);
  });

  it('fetches the tokenizer of a hub where it may, once', async () => {
    const args = ['detect', 'texts.jsonl', '--tokenizer', 'lab/model@v2', '--json'];
    const env = { HF_ENDPOINT: endpoint, HF_TOKEN: 'hf_hidden' };
    const refused = await run(args, env);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('E_NETWORK')]);
    expect(asked).toEqual([]);
    const fetched = await run([...args, '--allow-network'], env);
    expect([fetched.status, JSON.parse(fetched.stdout).states.marked]).toEqual([0, 8]);
    expect(fetched.stderr).toMatch(/^lab\/model@v2 was fetched to /);
    expect(asked[0]).toBe('/lab/model/resolve/v2/tokenizer.json');
    expect(existsSync(join(cwd, '.outcross', 'tokenizers'))).toBe(true);
    const again = await run(args, env);
    expect([again.status, again.stdout, again.stderr]).toEqual([0, fetched.stdout, '']);
    expect(asked).toHaveLength(2);
    expect(fetched.stdout + fetched.stderr + refused.stderr).not.toContain('hf_hidden');
  });
});
