import { Vocabulary } from '../../text/vocabulary.ts';
import { type Packed, pack } from '../packed.ts';
import { entropy, score, train } from '../perplexity.ts';
import type { Subject } from '../subject.ts';

/** Tokens of each sample: as many as the perplexities of a check take. */
const MOST_TOKENS = 1 << 14;

/** Perplexity of the holdout over that of a training set, under n-gram models of two corpora. */
export interface OutputGap {
  /** Under a model of the generation's output. */
  readonly generation: number;
  /** Under a model of the reservoir: how much easier the training set is for who never saw it. */
  readonly reservoir: number;
}

/**
 * How much nearer a generation's output stands to the training set than to the holdout, under modified Kneser-Ney models (Chen
 * and Goodman 1998), with that of human text beside it. Undefined where a sample is empty.
 */
export function outputGap(
  subjects: Readonly<Record<'generation' | 'reservoir' | 'training' | 'holdout', Subject>>,
  order: number,
  most = MOST_TOKENS,
): OutputGap | undefined {
  const vocabulary = new Vocabulary();
  const packed = (subject: Subject) => pack(subject.profile, most, vocabulary);
  const [training, holdout] = [packed(subjects.training), packed(subjects.holdout)];
  const generation = gapUnder(packed(subjects.generation), training, holdout, order);
  const reservoir = gapUnder(packed(subjects.reservoir), training, holdout, order);
  return generation === undefined || reservoir === undefined ? undefined : { generation, reservoir };
}

function gapUnder(text: Packed, training: Packed, holdout: Packed, order: number): number | undefined {
  const model = train(text, order, () => true);
  const [seen, unseen] = [training, holdout].map((packed) => score(model, packed, () => true));
  return seen === undefined || unseen === undefined ? undefined : Math.exp(entropy(unseen) - entropy(seen));
}
