import { logProbabilities } from '../lm/log-probability.ts';
import { NgramBuilder } from '../lm/ngram-builder.ts';
import type { NgramModel } from '../lm/ngram-model.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { type Estimate, logDeviations } from './estimate.ts';
import type { Packed } from './packed.ts';

/**
 * Words that the models may meet: an open vocabulary of 2^20, the same for all, so that perplexities compare whatever each
 * model has seen. A word that a model never saw gets its share of the uniform floor.
 */
export const VOCABULARY = 2 ** 20;

/** Parts that the training text is cut into to see how far the model depends on it (random groups; Wolter 2007, chapter 2). */
const PARTS = 8;

/** @param keep which examples, by index. */
function train(packed: Packed, order: number, keep: (example: number) => boolean): NgramModel {
  const builder = new NgramBuilder({ order });
  for (let e = 0; e < packed.examples.length; e++) {
    if (keep(e)) builder.add(packed.ids, packed.offsets[e], packed.offsets[e + 1]);
  }
  return builder.build();
}

/** Log-probabilities and events of a text by block, under a model. */
interface BlockScores {
  readonly log: Float64Array;
  readonly events: Float64Array;
}

function score(
  model: NgramModel,
  packed: Packed,
  into: BlockScores,
  keep: (example: number) => boolean,
): boolean {
  const chosen = [...packed.examples.keys()].filter(keep);
  const offsets = new Uint32Array(chosen.length + 1);
  const parts = chosen.map((e) => packed.ids.subarray(packed.offsets[e], packed.offsets[e + 1]));
  parts.forEach((part, i) => {
    offsets[i + 1] = offsets[i] + part.length;
  });
  const ids = new Uint32Array(offsets[chosen.length]);
  parts.forEach((part, i) => {
    ids.set(part, offsets[i]);
  });
  const scores = logProbabilities(
    model,
    { ids, offsets },
    { vocabularySize: Math.max(VOCABULARY, model.vocabularySize) },
  );
  if (scores === undefined) return false;
  chosen.forEach((e, i) => {
    into.log[packed.blocks[e]] += scores.logProbability[i];
    into.events[packed.blocks[e]] += scores.events[i];
  });
  return true;
}

function emptyScores(): BlockScores {
  return { log: new Float64Array(BLOCKS), events: new Float64Array(BLOCKS) };
}

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

/** Perplexity over all blocks, and without each. */
function perplexities(scores: BlockScores): { value: number; without: Float64Array } {
  const log = sum(scores.log);
  const events = sum(scores.events);
  return {
    value: Math.exp(-log / events),
    without: scores.events.map((n, b) =>
      n > 0 && n < events ? Math.exp(-(log - scores.log[b]) / (events - n)) : Number.NaN,
    ),
  };
}

/** Variance of ln(perplexity) that comes from the training text: that of its parts' models, over the number of parts. */
function trainingVariance(logs: readonly number[]): number {
  if (logs.length < 2) return Number.POSITIVE_INFINITY;
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  const squares = logs.reduce((a, b) => a + (b - mean) ** 2, 0);
  return squares / (logs.length - 1) / logs.length;
}

const part = (packed: Packed, e: number) => packed.blocks[e] % PARTS;

/** The parts that hold text, at least two of which a variance wants. */
function parts(packed: Packed): number[] {
  const filled = new Set(packed.examples.map((_, e) => part(packed, e)));
  return [...filled].sort((a, b) => a - b);
}

/**
 * Perplexity of the human holdout under a modified Kneser-Ney model of the subject's text (Chen and Goodman 1998), ends of
 * examples included. Undefined where either is empty.
 */
export function holdoutPerplexity(subject: Packed, holdout: Packed, order: number): Estimate | undefined {
  if (subject.examples.length === 0 || holdout.examples.length === 0) return undefined;
  const scores = emptyScores();
  score(
    train(subject, order, () => true),
    holdout,
    scores,
    () => true,
  );
  const { value, without } = perplexities(scores);
  const logs = parts(subject).map((k) => {
    const partial = emptyScores();
    score(
      train(subject, order, (e) => part(subject, e) === k),
      holdout,
      partial,
      (e) => e % PARTS === 0,
    );
    return Math.log(perplexities(partial).value);
  });
  return {
    value,
    variance: trainingVariance(logs),
    shared: logDeviations({ without, sizes: scores.events }, 1),
  };
}

/**
 * Perplexity of the subject's text under models of itself: one half of the blocks is scored by the model of the other half,
 * and the other way round. Undefined where a half is empty.
 */
export function ownPerplexity(subject: Packed, order: number): Estimate | undefined {
  const whole = crossScore(subject, order, () => true);
  if (whole === undefined) return undefined;
  const logs = parts(subject).flatMap((k) => {
    const own = crossScore(subject, order, (e) => (subject.blocks[e] >> 1) % (PARTS / 2) === k);
    return own === undefined ? [] : [Math.log(perplexities(own).value)];
  });
  return { value: perplexities(whole).value, variance: trainingVariance(logs) };
}

function crossScore(subject: Packed, order: number, keep: (e: number) => boolean): BlockScores | undefined {
  const scores = emptyScores();
  for (const half of [0, 1]) {
    const model = train(subject, order, (e) => keep(e) && subject.blocks[e] % 2 === half);
    if (!score(model, subject, scores, (e) => keep(e) && subject.blocks[e] % 2 !== half)) return undefined;
  }
  return sum(scores.events) > 0 ? scores : undefined;
}
