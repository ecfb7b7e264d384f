import type { Rng } from '../../base/rng.ts';
import type { NgramModel } from '../../lm/ngram-model.ts';
import { initialState, longestExtension, nextState } from '../../lm/ngram-state.ts';
import { END, RECORD, ROOT, WORD } from '../../lm/ngram-table.ts';
import { TemperedDistribution } from '../../lm/tempered-distribution.ts';

/** Draws sequences in which every token is one of the `topK` likeliest after its context (Fan, Lewis, Dauphin 2018). */
export class TopKSampler {
  readonly #model: NgramModel;
  readonly #tempered: TemperedDistribution;
  readonly #topK: number;
  /** Unigram nodes, beside the weights. */
  readonly #words: Int32Array;

  constructor(model: NgramModel, temperature: number, topK: number) {
    const { start, nodes } = model.followers;
    this.#model = model;
    this.#tempered = new TemperedDistribution(model, temperature);
    this.#topK = topK;
    this.#words = nodes.subarray(start[ROOT], start[ROOT + 1]);
  }

  /** One sequence without its `</s>`, cut where it has `maxTokens` tokens. */
  sequence(rng: Rng, maxTokens: number): Uint32Array {
    const { arrays } = this.#model;
    const drawn: number[] = [];
    let state = initialState(arrays);
    while (drawn.length < maxTokens) {
      const place = drawAmong(likeliest(this.#tempered.weigh(state), this.#topK), rng);
      const word = arrays.records[this.#words[place] * RECORD + WORD];
      if (word === END) break;
      drawn.push(word >>> 0);
      state = nextState(arrays, longestExtension(arrays, state, word));
    }
    return Uint32Array.from(drawn);
  }
}

interface Candidates {
  readonly places: Int32Array;
  readonly weights: Float64Array;
  readonly size: number;
}

/** The `k` greatest weights, greatest first, by insertion; of equal ones the first. */
function likeliest(weights: Float64Array, k: number): Candidates {
  const most = Math.min(k, weights.length);
  const places = new Int32Array(most);
  const kept = new Float64Array(most);
  let size = 0;
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place];
    if (size === most && weight <= kept[size - 1]) continue;
    let at = size < most ? size++ : size - 1;
    for (; at > 0 && kept[at - 1] < weight; at--) {
      kept[at] = kept[at - 1];
      places[at] = places[at - 1];
    }
    kept[at] = weight;
    places[at] = place;
  }
  return { places, weights: kept, size };
}

function drawAmong({ places, weights, size }: Candidates, rng: Rng): number {
  let total = 0;
  for (let i = 0; i < size; i++) total += weights[i];
  let rest = rng.next() * total;
  for (let i = 0; i < size; i++) {
    rest -= weights[i];
    if (rest < 0) return places[i];
  }
  return places[size - 1];
}
