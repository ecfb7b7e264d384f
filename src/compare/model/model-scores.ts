import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import type { TextScore, Unit } from '../../lm/text-score.ts';
import { commonUnit, type Entropy, entropyOf } from './entropy.ts';

/** Scores under a model of the user's: on the human holdout, on the generation's own output, on what it was trained on. */
export interface ModelScores {
  readonly holdout: readonly TextScore[];
  readonly own?: readonly TextScore[];
  readonly train?: readonly TextScore[];
  /** Text like the training set that was left out of it. The holdout serves where the training set is human text. */
  readonly validation?: readonly TextScore[];
}

/** The name that a model of human text goes by, where one is given beside those of the generations. */
export const REFERENCE = 'human';

/** What one model makes of the corpora. */
export interface ModelEntropies {
  readonly holdout: Entropy;
  readonly own?: Entropy;
  readonly train?: Entropy;
  readonly validation?: Entropy;
}

/** All models of a line, on one unit. */
export interface ModelLine {
  readonly unit: Unit;
  /** The model that the others are held against: `human`, else the first generation that has scores. */
  readonly reference: string;
  /** Texts of the holdout that every model scored: entropies on the holdout are of these, where there are enough. */
  readonly common: number;
  /** Most texts that one of them scored. */
  readonly most: number;
  /** True where the entropies on the holdout are of the same texts, so that errors cancel between models. */
  readonly paired: boolean;
  readonly models: ReadonlyMap<string, ModelEntropies>;
}

/** Fewer texts than this in common make no pair. */
const FEWEST_COMMON = 8;

/**
 * Brings the scores of several models to one unit, and those on the holdout to the texts that all of them scored. Undefined where
 * no scores are given. Throws `E_OPTION` for a name that no generation has, `E_EMPTY` for a model without a score on the holdout.
 */
export function modelLine(
  names: readonly string[],
  scores: ReadonlyMap<string, ModelScores>,
): ModelLine | undefined {
  if (scores.size === 0) return undefined;
  requireKnown(names, [...scores.keys()]);
  for (const [name, { holdout }] of scores) if (holdout.length === 0) throw withoutScores(name);
  const given = [...scores.values()];
  const unit = commonUnit(
    given.flatMap(({ holdout, own = [], train = [], validation = [] }) => [holdout, own, train, validation]),
  )!;
  const ids = commonIds(given.map(({ holdout }) => holdout));
  const paired = ids.size >= FEWEST_COMMON;
  const models = new Map<string, ModelEntropies>();
  for (const name of [REFERENCE, ...names]) {
    const found = scores.get(name);
    if (found !== undefined) models.set(name, entropiesOf(found, unit, paired ? ids : undefined));
  }
  const most = Math.max(...given.map(({ holdout }) => holdout.length));
  return { unit, reference: [...models.keys()][0], common: ids.size, most, paired, models };
}

function requireKnown(names: readonly string[], given: readonly string[]): void {
  const unknown = given.find((name) => name !== REFERENCE && !names.includes(name));
  if (unknown === undefined) return;
  throw new OutcrossError('E_OPTION', `there is no generation ${unknown} that the scores could be of`, {
    where: '--model-scores',
    hint:
      suggestion(unknown, names) ||
      `The generations are ${names.join(', ')}; ${REFERENCE} is a model of human text.`,
  });
}

function withoutScores(name: string): OutcrossError {
  return new OutcrossError('E_EMPTY', `the model of ${name} has no score on the holdout`, {
    where: '--model-scores',
    hint: 'The first file of each model is its scores on human text that no model was trained on.',
  });
}

function commonIds(holdouts: readonly (readonly TextScore[])[]): Set<string> {
  const [first, ...rest] = holdouts.map((scores) => new Set(scores.map(({ id }) => id)));
  return new Set([...first].filter((id) => rest.every((others) => others.has(id))));
}

function entropiesOf(
  { holdout, own, train, validation }: ModelScores,
  unit: Unit,
  ids: ReadonlySet<string> | undefined,
): ModelEntropies {
  const shared = ids === undefined ? holdout : holdout.filter(({ id }) => ids.has(id));
  const optional = (key: 'own' | 'train' | 'validation', scores: readonly TextScore[] = []) => {
    const entropy = entropyOf(scores, unit);
    return entropy === undefined ? {} : { [key]: entropy };
  };
  return {
    holdout: entropyOf(shared, unit)!,
    ...optional('own', own),
    ...optional('train', train),
    ...optional('validation', validation),
  };
}

/** How much harder text left out of the training set is for a model than the training set itself, in nats a unit. */
export interface Gap {
  readonly value: number;
  readonly variance: number;
  readonly blocks: number;
  /** What was left out: text like the training set, or the human holdout. */
  readonly against: 'validation' | 'holdout';
}

export function gapOf({ holdout, train, validation }: ModelEntropies): Gap | undefined {
  if (train === undefined) return undefined;
  const left = validation ?? holdout;
  return {
    value: left.value - train.value,
    variance: left.variance + train.variance,
    blocks: Math.min(left.blocks, train.blocks),
    against: validation === undefined ? 'holdout' : 'validation',
  };
}

/**
 * The gap, in nats a unit, above which a model knows its training set by heart: a perplexity a word 1.25 times as high on text
 * that it has not seen. A word is about 1.3 tokens, and 5.5 bytes.
 */
export const OVERFIT_GAP: Readonly<Record<Unit, number>> = { word: 0.22, token: 0.17, byte: 0.04 };
