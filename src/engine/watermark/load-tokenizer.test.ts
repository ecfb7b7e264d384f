import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { makeTokenize, readTokenizer } from './load-tokenizer.ts';

const disk = scratch();

/** Stands for the package: knows what it was made of, and cuts at spaces. */
class Tokenizer {
  readonly #tokenizer: { readonly words: readonly string[] };
  readonly #config: { readonly first?: number };

  constructor(tokenizer: { readonly words: readonly string[] }, config: { readonly first?: number }) {
    if (!Array.isArray(tokenizer.words)) throw new TypeError('no words');
    this.#tokenizer = tokenizer;
    this.#config = config;
  }

  encode(text: string, options: { add_special_tokens: boolean }) {
    expect(options).toEqual({ add_special_tokens: false });
    return {
      ids: text.split(' ').map((word) => this.#tokenizer.words.indexOf(word) + (this.#config.first ?? 0)),
    };
  }
}

const loadTokenizer = async (path: string, load?: () => unknown) =>
  makeTokenize(await readTokenizer(path), load);

describe('a tokenizer', () => {
  it('is read whole, so that whoever cuts texts needs no file', async () => {
    const path = disk.write(join('whole', 'tokenizer.json'), '{"words": ["red"]}');
    expect(await readTokenizer(path)).toEqual({ path, tokenizer: '{"words": ["red"]}' });
    disk.write(join('whole', 'tokenizer_config.json'), '{"first": 2}');
    const whole = await readTokenizer(path);
    expect(whole.config).toBe('{"first": 2}');
    const elsewhere = { ...whole, path: '/no/such/tokenizer.json' };
    expect((await makeTokenize(elsewhere, () => ({ Tokenizer })))('red')).toEqual([2]);
  });

  it('is refused before any work where a file of it is no JSON', async () => {
    const path = disk.write(join('half', 'tokenizer.json'), '{"words": []}');
    const beside = disk.write(join('half', 'tokenizer_config.json'), '{');
    await expect(readTokenizer(path)).rejects.toMatchObject({ code: 'E_FORMAT', where: beside });
  });

  it('cuts texts with the tokenizer of a file, and the configuration beside it', async () => {
    const path = disk.write(join('a', 'tokenizer.json'), '{"words": ["red", "blue"]}');
    expect((await loadTokenizer(path, () => ({ Tokenizer })))('blue red')).toEqual([1, 0]);
    disk.write(join('a', 'tokenizer_config.json'), '{"first": 5}');
    expect((await loadTokenizer(path, () => ({ Tokenizer })))('blue red')).toEqual([6, 5]);
  });

  it('says what to install where the package is missing', async () => {
    const path = disk.write(join('b', 'tokenizer.json'), '{"words": []}');
    const missing = loadTokenizer(path, () => {
      throw new Error("Cannot find package '@huggingface/tokenizers'");
    });
    await expect(missing).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      hint: expect.stringContaining('npm install @huggingface/tokenizers'),
    });
  });

  it('refuses what is no tokenizer, and what is not there', async () => {
    for (const text of ['{"model": 1}', 'not json']) {
      const path = disk.write(join('c', 'tokenizer.json'), text);
      await expect(loadTokenizer(path, () => ({ Tokenizer }))).rejects.toMatchObject({ code: 'E_FORMAT' });
    }
    const gone = loadTokenizer(join(disk.folder, 'gone.json'), () => ({ Tokenizer }));
    await expect(gone).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('reads a real tokenizer with the package itself, unknown words included', async () => {
    const model = { type: 'WordLevel', vocab: { '[UNK]': 0, the: 1, cat: 2, '.': 3 }, unk_token: '[UNK]' };
    const path = disk.write(
      join('real', 'tokenizer.json'),
      JSON.stringify({
        version: '1.0',
        added_tokens: [],
        normalizer: { type: 'Lowercase' },
        pre_tokenizer: { type: 'Whitespace' },
        post_processor: null,
        decoder: null,
        model,
      }),
    );
    expect((await loadTokenizer(path))('The cat. A dog')).toEqual([1, 2, 3, 0, 0]);
  });
});
