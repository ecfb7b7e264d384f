import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure } from '../../../corpus/failure.ts';
import type { KeyParameters } from '../../../watermark/key/key.ts';
import type { Context } from '../../context.ts';
import { wholeNumber } from '../../reading-options.ts';
import { addWorkspaceOptions, type WorkspaceOptions, workspaceOf } from '../../workspace-options.ts';
import { KEYS_FOLDER, KeyStore } from './key-store.ts';

export interface StoreOptions extends WorkspaceOptions {
  readonly keysFolder?: string;
}

/** What says in which folder keys stand. */
export function addStoreOptions(command: Command): Command {
  addWorkspaceOptions(command);
  return command.option(
    '--keys-folder <folder>',
    'where keys are kept (default: .outcross/keys beside outcross.yaml)',
  );
}

/** The store that the options name; it warns on standard error. */
export async function storeOf(options: StoreOptions, context: Context): Promise<KeyStore> {
  const { folder } = await workspaceOf(options);
  const warned = new Set<string>();
  return new KeyStore(options.keysFolder ?? join(folder, KEYS_FOLDER), (message) => {
    if (!warned.has(message)) context.stderr.write(`warning ${message}\n`);
    warned.add(message);
  });
}

/** What the options that `addParameterOptions` adds are parsed to. */
export interface ParameterOptions extends Omit<KeyParameters, 'weights'> {
  readonly weights?: string;
}

/** What is not secret of a key; bounds are checked where the key is made. */
export function addParameterOptions(command: Command): Command {
  return command
    .optionsGroup('Parameters of the scheme:')
    .option('--width <n>', 'tokens of context', wholeNumber(1))
    .option('--ngram <n>', 'tokens of an n-gram (SynthID; default: 5)', wholeNumber(2))
    .option('--depth <n>', "layers of vLLM's SynthID (default: 32)", wholeNumber(1))
    .option('--alpha <share>', 'share of tokens under key B (vLLM dual key; default: 0.1)', number)
    .option(
      '--mixing <share>',
      'share of contexts under the first key (SGLang dual key; default: 0.5)',
      number,
    )
    .option('--vocabulary <n>', "tokens of the model's logits (required for KGW and Unigram)", wholeNumber(2))
    .option('--gamma <share>', 'share of green tokens', number)
    .option('--delta <n>', "what a green token's logit gains (default: 2)", number)
    .option('--seeding <how>', 'lefthash or selfhash')
    .option('--device <device>', 'where texts are marked: cpu or cuda (KGW, SynthID of Transformers)')
    .option('--statistic <name>', 'z or winmax (KGW); mean, weighted or bayesian (SynthID)')
    .option('--weights <file>', 'weights of the Bayesian detector: JSON with prior, beta and delta')
    .optionsGroup('Options:');
}

/** The parameters that were given. */
export async function parametersOf(options: ParameterOptions): Promise<KeyParameters> {
  const { width, ngram, depth, alpha, mixing, vocabulary, gamma, delta, seeding, device, statistic } =
    options;
  const plain = { width, ngram, depth, alpha, mixing, vocabulary, gamma, delta, seeding, device, statistic };
  const weights = options.weights === undefined ? undefined : await weightsIn(options.weights);
  return Object.fromEntries(Object.entries({ ...plain, weights }).filter(([, value]) => value !== undefined));
}

async function weightsIn(path: string): Promise<KeyParameters['weights']> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  const { prior, beta, delta } = parsed(text) ?? {};
  const isRow = (row: unknown) => Array.isArray(row) && row.every((value) => typeof value === 'number');
  if (typeof prior === 'number' && isRow(beta) && Array.isArray(delta) && delta.every(isRow)) {
    return { prior, beta: beta as number[], delta: delta as number[][] };
  }
  throw new OutcrossError('E_FORMAT', `${path} holds no weights of a Bayesian detector`, {
    where: path,
    hint: 'It must be JSON such as {"prior": 0.5, "beta": [..], "delta": [[..], ..]}, a row a layer.',
  });
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** Parses a number; bounds are checked by who knows them. */
export function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}
