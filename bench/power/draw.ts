import type { Rng } from '../../src/base/rng.ts';
import type { Example } from '../../src/corpus/example.ts';
import { ProfileAccumulator } from '../../src/profile/accumulator.ts';
import type { Profile } from '../../src/profile/profile.ts';
import { Tokenizer, tokenStrings } from '../../src/text/tokenizer.ts';

/** Token counts of examples, each example's end included, computed once. */
const lengths = new WeakMap<Example, number>();
const tokenizer = new Tokenizer();

export function tokensOf(example: Example): number {
  let known = lengths.get(example);
  if (known === undefined) {
    known = tokenStrings(example.text, tokenizer).length + 1;
    lengths.set(example, known);
  }
  return known;
}

/** Deals whole groups, in random order, into parts of at least the given numbers of tokens; undefined where they run out. */
export function dealGroups(
  examples: readonly Example[],
  sizes: readonly number[],
  rng: Rng,
): Example[][] | undefined {
  const groups = new Map<string, Example[]>();
  for (const example of examples) {
    const group = groups.get(example.group);
    if (group === undefined) groups.set(example.group, [example]);
    else group.push(example);
  }
  const shuffled = rng.shuffle([...groups.values()]);
  const parts: Example[][] = [];
  let next = 0;
  for (const size of sizes) {
    const part: Example[] = [];
    let tokens = 0;
    while (tokens < size) {
      if (next === shuffled.length) return undefined;
      for (const example of shuffled[next++]) {
        part.push(example);
        tokens += tokensOf(example);
      }
    }
    parts.push(part);
  }
  return parts;
}

export function profileOf(examples: Iterable<Example>): Profile {
  const accumulator = new ProfileAccumulator();
  for (const example of examples) accumulator.add(example);
  return accumulator.finish();
}
