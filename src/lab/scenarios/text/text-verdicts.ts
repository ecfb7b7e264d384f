import { checkLine } from '../../../compare/check-line.ts';
import type { Example } from '../../../corpus/example.ts';
import { ProfileAccumulator } from '../../../profile/accumulator.ts';
import type { Profile } from '../../../profile/profile.ts';

/** Examples of each human side beyond which a check of small generations gains nothing but time. */
const MOST_HUMAN = 1500;

/** Human text that verdicts are measured against. */
export interface HumanSides {
  readonly holdout: Profile;
  readonly reservoir: Profile;
}

export function humanSides(holdout: readonly Example[], reservoir: readonly Example[]): HumanSides {
  return {
    holdout: profileOf(holdout.slice(0, MOST_HUMAN)),
    reservoir: profileOf(reservoir.slice(0, MOST_HUMAN)),
  };
}

/** What a check says of each of the successive `outputs`, given as texts. */
export function verdictsOf(
  { holdout, reservoir }: HumanSides,
  outputs: readonly (readonly string[])[],
): string[] {
  const generations = outputs.map((texts, g) => ({
    name: `g${g}`,
    profile: profileOf(asExamples(texts, g)),
  }));
  const { assessed } = checkLine({ generations, against: holdout, reservoir });
  return assessed.generations.map(({ judgement }) => judgement.verdict);
}

function asExamples(texts: readonly string[], generation: number): Example[] {
  return texts.map((text, i) => ({ id: `${generation}-${i}`, group: `${generation}-${i}`, text }));
}

function profileOf(examples: readonly Example[]): Profile {
  const accumulator = new ProfileAccumulator();
  for (const example of examples) accumulator.add(example);
  return accumulator.finish();
}
