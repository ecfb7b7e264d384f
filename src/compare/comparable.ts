import { OutcrossError } from '../base/errors.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { facetOf } from '../profile/facets.ts';
import { type Profile, requireAlike, restrictProfile } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import type { ModelScores } from './model/model-scores.ts';

/** What a check looks at. Profiles of one version and tokeniser. */
export interface CheckInput {
  /** Successive generations of one line, first to last. At least one. */
  readonly generations: readonly { readonly name: string; readonly profile: Profile }[];
  /** Human text, measured against. Split in two by group where no reservoir is given. */
  readonly against: Profile;
  /** Other human text, like the first: what human against human gives. */
  readonly reservoir?: Profile;
  /** What the generations were trained on, to tell copying. */
  readonly training?: Profile;
  /** What single generations were trained on, by name; wins over `training` for telling overfitting from collapse. */
  readonly trainingSets?: ReadonlyMap<string, Profile>;
  /** Scores under models of the user's, by the name of the generation, or `human` for a model of human text. */
  readonly modelScores?: ReadonlyMap<string, ModelScores>;
}

/** Holdout and reservoir of a check. */
export interface HumanProfiles {
  readonly holdout: Profile;
  readonly reservoir: Profile;
}

/** Blocks hold whole groups, so that halving the blocks splits by group without reading anything again. */
export function humanSides({ against, reservoir }: CheckInput): HumanProfiles {
  if (reservoir !== undefined) return { holdout: against, reservoir };
  return {
    holdout: restrictProfile(against, (block) => block < BLOCKS / 2),
    reservoir: restrictProfile(against, (block) => block >= BLOCKS / 2),
  };
}

interface Named {
  readonly name: string;
  readonly profile: Profile;
}

/** Least examples a corpus needs: below, no block error exists. */
const FEWEST_EXAMPLES = 4;

/**
 * Throws `E_NO_INPUT` where there is no generation, `E_OPTION` where two bear one name, `E_MERGE` for profiles that were not
 * made alike, `E_EMPTY` for one with too few examples or without a word.
 */
export function requireComparable(input: CheckInput, { holdout, reservoir }: HumanProfiles): void {
  const { generations, training } = input;
  if (generations.length === 0) throw new OutcrossError('E_NO_INPUT', 'there is no generation to check');
  requireDifferentNames(generations);
  const split = input.reservoir === undefined;
  const halved = 'the human text, halved by group,';
  const human = [
    { name: split ? halved : 'the human text (--against)', profile: holdout },
    { name: split ? halved : 'the human text (--reservoir)', profile: reservoir },
  ];
  const other = training === undefined ? [] : [{ name: 'the training set', profile: training }];
  for (const [name, profile] of input.trainingSets ?? []) {
    if (!generations.some((generation) => generation.name === name)) throw noGeneration(name);
    other.push({ name: `the training set of ${name}`, profile });
  }
  for (const named of [...human, ...generations, ...other]) {
    requireMadeAlike(named, holdout);
    requireVectors(named, holdout);
  }
  const content = holdout.settings.modality === 'text' ? 'text' : 'examples';
  const more = `Give more ${content}.`;
  for (const named of human) {
    requireFilled(
      named,
      split
        ? `Give more human ${content}, a finer --group-field, or a second human corpus with --reservoir.`
        : more,
    );
  }
  for (const named of [...generations, ...other]) requireFilled(named, more);
}

/** Throws as `requireComparable` where a training set cannot be told from `holdout`'s kind of corpus. */
export function requireTrainingSet(set: Named, holdout: Profile): void {
  requireMadeAlike(set, holdout);
  requireVectors(set, holdout);
  requireFilled(set, 'Give more text.');
}

function requireDifferentNames(generations: readonly Named[]): void {
  const names = generations.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new OutcrossError('E_OPTION', `two generations are called ${twice}`, { where: twice });
}

function noGeneration(name: string): OutcrossError {
  return new OutcrossError('E_OPTION', `there is no generation ${name} that the training set could be of`, {
    where: '--train',
  });
}

function requireMadeAlike({ name, profile }: Named, holdout: Profile): void {
  try {
    requireAlike(holdout.settings, profile.settings, 'compare');
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    const { code, message, hint } = error;
    throw new OutcrossError(code, `${name}: ${message}`, { where: name, hint, cause: error });
  }
}

/** Vectors of one encoder may still differ in length, where they were given. */
function requireVectors({ name, profile }: Named, holdout: Profile): void {
  if (profile.settings.encoder === '') return;
  const [own, first] = [profile, holdout].map((p) => facetOf(p, vectorFacet)?.dimension ?? 0);
  if (own === 0) {
    throw new OutcrossError('E_EMPTY', `${name} holds no feature vector`, {
      where: name,
      hint: 'Check what the encoder made of its examples.',
    });
  }
  if (own === first || first === 0) return;
  throw new OutcrossError(
    'E_MERGE',
    `${name}: feature vectors of ${own} numbers, those compared with of ${first}`,
    {
      where: name,
      hint: 'Use one encoder for all corpora.',
    },
  );
}

function requireFilled({ name, profile }: Named, hint: string): void {
  const examples = total(profile.tally.examples);
  if (examples < FEWEST_EXAMPLES) {
    const holds = `${name} holds ${examples} ${examples === 1 ? 'example' : 'examples'}`;
    throw new OutcrossError('E_EMPTY', `${holds}; a check needs at least ${FEWEST_EXAMPLES}`, {
      where: name,
      hint,
    });
  }
  const { modality } = profile.settings;
  if (modality !== 'text' && modality !== 'code') return;
  // The end of each example counts as a token.
  if (total(profile.tally.tokens) > examples) return;
  throw new OutcrossError('E_EMPTY', `${name} holds no word: all its ${examples} examples are empty`, {
    where: name,
    hint: 'Check what should have written it.',
  });
}
