import { Vocabulary } from '../../text/vocabulary.ts';
import type { Estimate } from '../estimate.ts';
import { type Packed, pack } from '../packed.ts';
import { entropies, entropy, PARTS, score, train, varianceOfParts } from '../perplexity.ts';
import type { Subject } from '../subject.ts';

/** Tokens of each sample: as many as the perplexities of a check take. */
const MOST_TOKENS = 1 << 14;

/** Models of two corpora on a training set and on the holdout. */
export interface OutputGap {
  /** Perplexity of the holdout over that of the training set, under an n-gram model of the generation's output. */
  readonly generation: Estimate;
  /** The same under a model of the reservoir: how much easier the training set is for who never saw it. */
  readonly reservoir: Estimate;
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

/** Its error is that of the text that the model learned from, by models of its parts. */
function gapUnder(text: Packed, training: Packed, holdout: Packed, order: number): Estimate | undefined {
  const whole = difference(text, training, holdout, order, () => true);
  if (whole === undefined) return undefined;
  const parts = entropies(PARTS, (part) => {
    const log = difference(text, training, holdout, order, (e) => text.blocks[e] % PARTS === part);
    // A score whose entropy is the difference.
    return log === undefined ? undefined : { log: -log, events: 1 };
  });
  return { value: Math.exp(whole), variance: varianceOfParts(parts) };
}

function difference(
  text: Packed,
  training: Packed,
  holdout: Packed,
  order: number,
  keep: (example: number) => boolean,
): number | undefined {
  const model = train(text, order, keep);
  const [seen, unseen] = [training, holdout].map((packed) => score(model, packed, () => true));
  return seen === undefined || unseen === undefined ? undefined : entropy(unseen) - entropy(seen);
}
