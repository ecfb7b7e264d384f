import { join } from 'node:path';
import { readTokenizer, type TokenizerText } from '../../../engine/watermark/load-tokenizer.ts';
import { tokenizerFile } from '../../../engine/watermark/tokenizer-file.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import type { TokenOptions } from './detect-options.ts';

/** Where fetched tokenizers stand below the folder of the workspace. */
const TOKENIZERS_FOLDER = join('.outcross', 'tokenizers');

/** The tokenizer that the options name, fetched where they allow it; `folder` is that of the workspace. */
export async function tokenizerOf(
  { tokenizer, allowNetwork = false }: TokenOptions,
  folder: string,
  { env, signal, stderr }: Context,
): Promise<TokenizerText | undefined> {
  if (tokenizer === undefined) return undefined;
  const cache = join(folder, TOKENIZERS_FOLDER);
  const note = (message: string) => stderr.write(`${visible(message)}\n`);
  return readTokenizer(await tokenizerFile(tokenizer, { cache, network: allowNetwork, env, signal, note }));
}
