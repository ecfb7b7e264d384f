import type { Rng } from '../../../base/rng.ts';
import type { Learner } from '../../learner.ts';
import { drawWithoutReplacement } from '../../loops/subsample.ts';
import { requireWhole } from '../../theory/parameters.ts';
import type { Experiment, Values } from '../scenario.ts';
import { distinctShare, tailCoverage, tailWords } from './text-measures.ts';
import { WordCodec } from './vocabulary.ts';

/** Documents as token ids, a row each. */
export type TextRows = readonly Uint32Array[];

/** A language model of documents, and how its ids stand for text. */
export interface TextModels<M> {
  readonly learners: readonly [Learner<TextRows, M>, ...Learner<TextRows, M>[]];
  /** Real rows to train on. */
  readonly training: TextRows;
  /** Human rows that no model sees. */
  readonly holdout: TextRows;
  decode(row: Uint32Array): string;
  /** The words of a row as ids of their own, where they are at hand; else they are found in the text. */
  words?(row: Uint32Array): Uint32Array;
  /** Words of a row and its end: what log-probabilities are divided by, so that codecs can be compared. */
  events(row: Uint32Array): number;
}

/** Words, by sample, on which shares of distinct n-grams and of the tail are counted. */
const WORDS_A_ROW = 20;

/** Rows of the output that its own perplexity is measured on. */
const OWN_ROWS = 300;

/**
 * Lines of language models on human text. Throws `E_PARAMETER` where the text has fewer rows than a training set. A fresh real row may be
 * one that was seen before: human text is finite.
 */
export function textLines<M>(models: TextModels<M>, samples: number): Experiment<TextRows, M> {
  const { learners, training, holdout, decode } = models;
  requireWhole('M, the samples of a generation of this text,', samples, 4, training.length);
  const codec = new WordCodec();
  const wordsOf = (row: Uint32Array) => models.words?.(row) ?? codec.encode(decode(row));
  const tail = tailWords(holdout.map(wordsOf));
  const budget = WORDS_A_ROW * samples;
  return {
    learners,
    real: (n: number, rng: Rng) => shuffledDraw(training, n, rng),
    measure: async ({ learner, model, output }): Promise<Values> => {
      const written = output.slice(0, samples).map(wordsOf);
      const values: Record<string, number | undefined> = {
        perplexity: await perplexity(learner, model, holdout, models),
        own: await perplexity(learner, model, output.slice(0, OWN_ROWS), models),
        tail: tailCoverage(written, tail, budget),
        'distinct-1': distinctShare(written, 1, budget),
        'distinct-2': distinctShare(written, 2, budget),
      };
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
    },
  };
}

/** `n` different rows in random order, all where there are no more. */
function shuffledDraw(rows: TextRows, n: number, rng: Rng): TextRows {
  const indices = [...drawWithoutReplacement(rows.length, n, rng)];
  return rng.shuffle(indices).map((i) => rows[i]);
}

async function perplexity<M>(
  learner: Learner<TextRows, M>,
  model: M,
  rows: TextRows,
  { events }: TextModels<M>,
): Promise<number> {
  const logs = await learner.logDensity!(model, rows);
  const total = rows.reduce((sum, row) => sum + events(row), 0);
  return Math.exp(-logs.reduce((sum, log) => sum + log, 0) / total);
}
