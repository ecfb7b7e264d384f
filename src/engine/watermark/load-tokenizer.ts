import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure } from '../../corpus/failure.ts';

/** Turns a text into token ids. */
export type Tokenize = (text: string) => readonly number[];

/** What is used of `@huggingface/tokenizers`. */
interface TokenizersModule {
  readonly Tokenizer: new (
    tokenizer: unknown,
    config: unknown,
  ) => {
    encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: readonly number[] };
  };
}

const PACKAGE = '@huggingface/tokenizers';

/** A tokenizer as its files say it: what goes to whoever cuts texts, who may see no file of this machine. */
export interface TokenizerText {
  /** Where it was read from. */
  readonly path: string;
  /** JSON. */
  readonly tokenizer: string;
  readonly config?: string;
}

/**
 * Reads a local `tokenizer.json`, and the `tokenizer_config.json` beside it where there is one. Throws `E_FORMAT` where one of them is no JSON,
 * `E_NOT_FOUND` and `E_UNREADABLE` as for any other file.
 */
export async function readTokenizer(path: string): Promise<TokenizerText> {
  const tokenizer = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  parsed(path, tokenizer);
  const beside = join(dirname(path), 'tokenizer_config.json');
  const config = await readFile(beside, 'utf8').catch(() => undefined);
  if (config === undefined) return { path, tokenizer };
  parsed(beside, config);
  return { path, tokenizer, config };
}

/**
 * What cuts texts as a tokenizer says. No special tokens are added. Throws `E_UNSUPPORTED` where the package that does it is not installed,
 * `E_FORMAT` where the files are not what they should be.
 */
export async function makeTokenize(
  { path, tokenizer: text, config }: TokenizerText,
  load: () => unknown = () => import('@huggingface/tokenizers'),
): Promise<Tokenize> {
  const { Tokenizer } = await installed(path, load);
  const tokenizer = parsed(path, text);
  const said = config === undefined ? {} : (parsed(path, config) as object);
  try {
    const made = new Tokenizer(tokenizer, { ...unknownWord(tokenizer), ...said });
    return (text) => made.encode(text, { add_special_tokens: false }).ids;
  } catch (cause) {
    throw wrongFile(path, cause);
  }
}

/** The package takes the name of the unknown word from the configuration; the tokenizer's own file has it as well. */
function unknownWord(tokenizer: unknown): { readonly unk_token?: string } {
  const word = (tokenizer as { readonly model?: { readonly unk_token?: unknown } } | null)?.model?.unk_token;
  return typeof word === 'string' ? { unk_token: word } : {};
}

/** Loaded when a text is to be cut: who has token ids needs no tokenizer, and need not install it. */
async function installed(path: string, load: () => unknown): Promise<TokenizersModule> {
  try {
    return (await load()) as TokenizersModule;
  } catch (cause) {
    throw new OutcrossError('E_UNSUPPORTED', `${PACKAGE} is not installed: texts cannot be tokenized`, {
      where: path,
      cause,
      hint: `Run npm install ${PACKAGE}, or name the field that holds the token ids with --tokens-field.`,
    });
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrongFile(path, cause);
  }
}

function wrongFile(path: string, cause: unknown): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} is no tokenizer that can be read`, {
    where: path,
    cause,
    hint: 'Give the tokenizer.json of the model that the texts came from.',
  });
}
