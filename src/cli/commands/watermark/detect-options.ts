import { type Command, InvalidArgumentError } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { addEngineOptions, type EngineOptions } from '../../engine-options.ts';
import { addReadingOptions, type ReadingOptions, wholeNumber } from '../../reading-options.ts';
import type { LedgerOption } from '../../record.ts';
import { addStoreOptions, type StoreOptions } from './key-options.ts';

/** What detection and calibration share. */
export interface TokenOptions extends ReadingOptions, StoreOptions, EngineOptions {
  readonly keys?: readonly string[];
  readonly tokensField?: string;
  readonly promptField?: string;
  readonly tokenizer?: string;
  readonly allowNetwork?: boolean;
  readonly leastTokens?: number;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

export interface DetectOptions extends TokenOptions, LedgerOption {
  readonly level?: number;
  readonly calibration?: string;
  readonly scores?: string;
  readonly write?: string;
  readonly overwrite?: boolean;
  readonly force?: boolean;
  readonly top?: number;
}

export interface CalibrateOptions extends TokenOptions {
  readonly output?: string;
}

/** The options of `TokenOptions`. */
export function addTokenOptions(command: Command): Command {
  command
    .option('--keys <ids>', 'keys to try, with commas (default: all)', ids)
    .option('--tokens-field <path>', 'field that holds the token ids')
    .option('--prompt-field <path>', 'field that holds the token ids of the prompt')
    .option(
      '--tokenizer <file>',
      'a tokenizer.json to cut texts into tokens, where rows hold none; or a hub id: org/name[@revision]',
    )
    .option('--allow-network', 'fetch the tokenizer of a hub id, once (HF_ENDPOINT, HF_TOKEN)')
    .option('--least-tokens <n>', 'fewer positions that count are too few (default: 16)', wholeNumber(1))
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'as JSON');
  addStoreOptions(command);
  addEngineOptions(command);
  return addReadingOptions(command);
}

function ids(text: string): string[] {
  const named = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  // No key at all finds nothing, and says so of every text.
  if (named.length === 0) throw new InvalidArgumentError('It names no key.');
  return named;
}

/** Throws `E_USAGE` where tokens come from nowhere or from two places, `E_OPTION` for a level that is no chance. */
export function checkTokenOptions(
  { tokensField, promptField, tokenizer }: TokenOptions,
  level?: number,
): void {
  if ((tokensField === undefined) === (tokenizer === undefined)) {
    const both = tokenizer !== undefined;
    throw new OutcrossError(
      'E_USAGE',
      both ? '--tokens-field and --tokenizer exclude each other' : 'where the tokens are was not said',
      {
        where: '--tokens-field',
        hint: 'Name the field that holds the token ids, or give --tokenizer tokenizer.json to cut the texts into tokens.',
      },
    );
  }
  if (promptField !== undefined && tokensField === undefined) {
    throw new OutcrossError('E_USAGE', '--prompt-field goes with --tokens-field', {
      where: '--prompt-field',
    });
  }
  if (level === undefined || (level > 0 && level < 1)) return;
  throw new OutcrossError('E_OPTION', `the level is ${level}: it must be above 0 and below 1`, {
    where: '--level',
  });
}
