import type { NgramModel } from '../../../lm/ngram-model.ts';
import { ngramLearner } from '../../learners/ngram.ts';
import type { Experiment, ExperimentSettings } from '../scenario.ts';
import { humanText } from './human-text.ts';
import { type TextRows, textExperiment } from './text-experiment.ts';
import { WordCodec } from './vocabulary.ts';

/** Longest document that a model writes, in words. */
const LONGEST = 400;

/** Words of held-out text that perplexity is measured on. */
const MOST_HELD_OUT = 40_000;

/** N-gram models of paragraphs. Perplexities of all models are over the words of all the human text. */
export async function ngramExperiment({
  samples,
  parameters,
  text,
}: ExperimentSettings): Promise<Experiment<TextRows, NgramModel>> {
  const human = await humanText(text);
  const codec = new WordCodec();
  const rows = (part: readonly { readonly text: string }[]) =>
    part.map((example) => codec.encode(example.text)).filter((row) => row.length > 0);
  const training = rows(human.training);
  const holdout = rows(human.holdout);
  // One more word stands for the end of a document, one for all that nobody wrote.
  const vocabularySize = codec.size + 2;
  const learner = (order: number) => ngramLearner({ order, maxTokens: LONGEST, vocabularySize });
  const order = parameters['order'];
  const models = {
    learners: [learner(order), learner(order + 1), learner(Math.max(1, order - 1))] as const,
    training,
    holdout: first(holdout, MOST_HELD_OUT),
    decode: (row: Uint32Array) => codec.decode(row),
    words: (row: Uint32Array) => row,
    events: (row: Uint32Array) => row.length + 1,
  };
  return textExperiment(human, { ...models, learners: [...models.learners] }, samples);
}

/** The first rows that together have `words` words. */
function first(rows: TextRows, words: number): TextRows {
  let taken = 0;
  return rows.filter((row) => {
    const wanted = taken < words;
    taken += row.length;
    return wanted;
  });
}
