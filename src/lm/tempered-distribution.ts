import type { Rng } from '../base/rng.ts';
import { findCumulative } from './follower-index.ts';
import type { NgramModel } from './ngram-model.ts';
import { extensionProbability } from './ngram-state.ts';
import { RECORD, ROOT, SUFFIX } from './ngram-table.ts';

/**
 * P(w | context)^(1 / temperature) over the known words, unnormalised.
 *
 * A word that never followed any part of the context but the empty one has P(w | context) = b P(w), with b the same for
 * all such words, so its power is one product; powers are taken anew only for words that did follow.
 */
export class TemperedDistribution {
  readonly #model: NgramModel;
  readonly #power: number;
  /** Unigram nodes, and the place of every node's last word among them. */
  readonly #words: Int32Array;
  readonly #places: Int32Array;
  /** Unigram probabilities by the greatest of them, raised to the power. */
  readonly #unigram: Float64Array;
  readonly #greatest: number;
  readonly #weights: Float64Array;

  constructor(model: NgramModel, temperature: number) {
    const { start, nodes } = model.followers;
    this.#model = model;
    this.#power = 1 / temperature;
    this.#words = nodes.subarray(start[ROOT], start[ROOT + 1]);
    this.#places = lastWordPlaces(model, this.#words);
    this.#unigram = Float64Array.from(this.#words, (node) => this.#probability(ROOT, node));
    this.#greatest = this.#unigram.reduce((a, b) => Math.max(a, b), 0);
    this.#unigram = this.#unigram.map((p) => (p / this.#greatest) ** this.#power);
    this.#weights = new Float64Array(this.#words.length);
  }

  /** A unigram node, drawn by its weight after context `state`. */
  draw(state: number, rng: Rng): number {
    const weights = this.weigh(state);
    let sum = 0;
    for (let place = 0; place < weights.length; place++) weights[place] = sum += weights[place];
    return this.#words[findCumulative(weights, 0, weights.length, rng.next() * sum)];
  }

  /**
   * Weights after context `state`, beside the unigram nodes in order of first occurrence; valid until the next call.
   * All are divided by the greatest before the power is taken, so that a low temperature cannot make all of them 0.
   */
  weigh(state: number): Float64Array {
    const { arrays, followers } = this.#model;
    const { start, nodes } = followers;
    const contexts = contextsOf(arrays.records, state);
    const rest = (arrays.uniform[state] / arrays.uniform[ROOT]) * this.#greatest;
    let greatest = rest;
    for (const context of contexts) {
      for (let i = start[context]; i < start[context + 1]; i++) {
        greatest = Math.max(greatest, this.#probability(state, nodes[i]));
      }
    }
    const scale = (rest / greatest) ** this.#power;
    for (let place = 0; place < this.#weights.length; place++) {
      this.#weights[place] = this.#unigram[place] * scale;
    }
    for (const context of contexts) {
      for (let i = start[context]; i < start[context + 1]; i++) {
        const p = this.#probability(state, nodes[i]);
        this.#weights[this.#places[nodes[i]]] = (p / greatest) ** this.#power;
      }
    }
    return this.#weights;
  }

  #probability(state: number, node: number): number {
    return extensionProbability(this.#model.arrays, state, node, this.#words.length);
  }
}

/** The suffixes of `state` but the empty one, shortest first, so that what is known after more context comes last. */
function contextsOf(records: Int32Array, state: number): number[] {
  const contexts: number[] = [];
  for (let context = state; context !== ROOT; context = records[context * RECORD + SUFFIX]) {
    contexts.push(context);
  }
  return contexts.reverse();
}

/** By node. A suffix is older than what it is a suffix of, and has the same last word. */
function lastWordPlaces(model: NgramModel, words: Int32Array): Int32Array {
  const { records, size } = model.arrays;
  const places = new Int32Array(size);
  words.forEach((node, place) => {
    places[node] = place;
  });
  for (let node = 1; node < size; node++) {
    const suffix = records[node * RECORD + SUFFIX];
    if (suffix !== ROOT) places[node] = places[suffix];
  }
  return places;
}
