import { logProbabilities } from '../lm/log-probability.ts';
import { NgramBuilder } from '../lm/ngram-builder.ts';
import type { NgramModel } from '../lm/ngram-model.ts';
import { randomGroupsVariance } from '../stats/random-groups.ts';
import type { Estimate } from './estimate.ts';
import type { Packed } from './packed.ts';

/**
 * Words that the models may meet: an open vocabulary of 2^20, the same for all, so that perplexities compare whatever each
 * model has seen. A word that a model never saw gets its share of the uniform floor.
 */
export const VOCABULARY = 2 ** 20;

/** Parts that the training text is cut into to see how far the model depends on it (random groups; Wolter 2007, chapter 2). */
const PARTS = 8;

type Keep = (example: number) => boolean;

const everything: Keep = () => true;

export function train(packed: Packed, order: number, keep: Keep): NgramModel {
  const builder = new NgramBuilder({ order });
  for (let e = 0; e < packed.examples.length; e++) {
    if (keep(e)) builder.add(packed.ids, packed.offsets[e], packed.offsets[e + 1]);
  }
  return builder.build();
}

/** Natural logarithm of the probability of a text, and its events: tokens and ends of examples. */
export interface Score {
  readonly log: number;
  readonly events: number;
}

/** The kept examples of a packed sample, packed anew. */
function select(packed: Packed, keep: Keep): { ids: Uint32Array; offsets: Uint32Array } {
  const chosen = [...packed.examples.keys()].filter(keep);
  const offsets = new Uint32Array(chosen.length + 1);
  chosen.forEach((e, i) => {
    offsets[i + 1] = offsets[i] + packed.offsets[e + 1] - packed.offsets[e];
  });
  const ids = new Uint32Array(offsets[chosen.length]);
  chosen.forEach((e, i) => {
    ids.set(packed.ids.subarray(packed.offsets[e], packed.offsets[e + 1]), offsets[i]);
  });
  return { ids, offsets };
}

/** Undefined under a model of nothing, and for no text. */
export function score(model: NgramModel, packed: Packed, keep: Keep): Score | undefined {
  const vocabularySize = Math.max(VOCABULARY, model.vocabularySize);
  const scores = logProbabilities(model, select(packed, keep), { vocabularySize });
  if (scores === undefined || scores.events.length === 0) return undefined;
  const log = scores.logProbability.reduce((a, b) => a + b, 0);
  const events = scores.events.reduce((a, b) => a + b, 0);
  return { log, events };
}

/** ln(perplexity). */
export function entropy({ log, events }: Score): number {
  return -log / events;
}

/** Infinite for fewer than two parts. */
function varianceOfParts(logs: readonly number[]): number {
  return randomGroupsVariance(logs) ?? Number.POSITIVE_INFINITY;
}

function entropies(parts: number, one: (part: number) => Score | undefined): number[] {
  return Array.from({ length: parts }, (_, k) => one(k)).flatMap((s) =>
    s === undefined ? [] : [entropy(s)],
  );
}

/**
 * Perplexity of the human holdout under a modified Kneser-Ney model of the subject's text (Chen and Goodman 1998), ends of
 * examples included. Its error is that of the training text, by models of its parts, each scored on the same eighth of the
 * holdout. Undefined where either is empty.
 */
export function holdoutPerplexity(subject: Packed, holdout: Packed, order: number): Estimate | undefined {
  const whole = score(train(subject, order, everything), holdout, everything);
  if (whole === undefined) return undefined;
  const logs = entropies(PARTS, (k) => {
    const model = train(subject, order, (e) => subject.blocks[e] % PARTS === k);
    return score(model, holdout, (e) => e % PARTS === 0);
  });
  return { value: Math.exp(entropy(whole)), variance: varianceOfParts(logs) };
}

/**
 * Perplexity of the subject's text under models of itself: one half of the blocks is scored by the model of the other half,
 * and the other way round. Undefined where a half is empty.
 */
export function ownPerplexity(subject: Packed, order: number): Estimate | undefined {
  const whole = crossScore(subject, order, everything);
  if (whole === undefined) return undefined;
  const parts = PARTS / 2;
  const logs = entropies(parts, (k) =>
    crossScore(subject, order, (e) => (subject.blocks[e] >> 1) % parts === k),
  );
  return { value: Math.exp(entropy(whole)), variance: varianceOfParts(logs) };
}

function crossScore(subject: Packed, order: number, keep: Keep): Score | undefined {
  const halves = [0, 1].map((half) => {
    const model = train(subject, order, (e) => keep(e) && subject.blocks[e] % 2 === half);
    return score(model, subject, (e) => keep(e) && subject.blocks[e] % 2 !== half);
  });
  const [a, b] = halves;
  return a === undefined || b === undefined ? undefined : { log: a.log + b.log, events: a.events + b.events };
}
