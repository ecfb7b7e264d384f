import { OutcrossError } from '../../../base/errors.ts';
import { hashText } from '../../../base/hash.ts';
import type { Example } from '../../../corpus/example.ts';

/** Human text in three parts that share no group. */
export interface HumanText {
  /** Half of the groups: what real rows are drawn from. */
  readonly training: readonly Example[];
  /** A quarter: measured against. */
  readonly holdout: readonly Example[];
  /** A quarter: what human against human gives. */
  readonly reservoir: readonly Example[];
}

/** `examples` split by group, the same in every run. Throws `E_EMPTY` where a part would be empty. */
export function humanParts(examples: Iterable<Example>): HumanText {
  const parts = { training: [] as Example[], holdout: [] as Example[], reservoir: [] as Example[] };
  let read = 0;
  for (const example of examples) {
    parts[partOf(example.group)].push(example);
    read++;
  }
  if (Object.values(parts).every((part) => part.length > 0)) return parts;
  throw new OutcrossError('E_EMPTY', `the human text has ${read} examples: too few groups to split`, {
    where: '--text',
    hint: 'Give more text.',
  });
}

/** By hash: the same group falls to the same part in every run. */
function partOf(group: string): keyof HumanText {
  const eighth = hashText(group).lo & 7;
  if (eighth < 4) return 'training';
  return eighth < 6 ? 'holdout' : 'reservoir';
}
