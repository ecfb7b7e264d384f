import { OutcrossError } from '../base/errors.ts';
import { type BleuOptions, type Smoothing, uniformWeights } from './bleu.ts';
import type { BlockLosses } from './block-losses.ts';
import { ReferenceLengths } from './reference-lengths.ts';
import { BleuScorer, countBleuParts } from './self-bleu-parts.ts';

/** BLEU of every document against all others, and their mean. */
export interface SelfBleu {
  readonly scores: Float64Array;
  readonly mean: number;
}

/** With the means over all documents outside each block, each against all others outside it. */
export interface SelfBleuJackknife extends SelfBleu {
  /** Undefined where fewer than two documents are left. Equal to `mean` for empty blocks. */
  readonly leftOut: readonly (number | undefined)[];
  /** Documents of each block. */
  readonly sizes: Uint32Array;
}

const DEFAULT_WEIGHTS = uniformWeights(4);
const DEFAULT_SMOOTHING: Smoothing = { method: 1, epsilon: 0.1 };

/**
 * Self-BLEU (Zhu et al. 2018, Texygen): BLEU of each document with all the others as references, and the mean. Exact, and
 * linear in the tokens: of each n-gram type only the two largest counts of a document are kept, from which the largest
 * among the others follows. Document d is `ids[offsets[d], offsets[d + 1])`. Orders 1 to 4 with equal weights and smoothing
 * method 1 with epsilon .1 unless given. Undefined for fewer than two documents.
 */
export function selfBleu(
  ids: Uint32Array,
  offsets: Uint32Array,
  options: BleuOptions = {},
): SelfBleu | undefined {
  const weights = options.weights ?? DEFAULT_WEIGHTS;
  if (offsets.length < 3) return undefined;
  const parts = countBleuParts(ids, offsets, weights.length);
  const references = new ReferenceLengths(parts.lengths, new Uint8Array(parts.lengths.length));
  const scorer = new BleuScorer(parts, weights, options.smoothing ?? DEFAULT_SMOOTHING);
  const scores = new Float64Array(parts.lengths.length);
  let total = 0;
  for (let d = 0; d < scores.length; d++) total += scores[d] = scorer.score(d, references.closest(d)!);
  return { scores, mean: total / scores.length };
}

/** The losses of one document at a time, as a row of orders for each block. */
class DocumentLosses {
  readonly rows: readonly Float64Array[];
  readonly #changed = new Set<number>();
  readonly #losses: readonly BlockLosses[];

  constructor(losses: readonly BlockLosses[], groups: number) {
    this.#losses = losses;
    this.rows = Array.from({ length: groups }, () => new Float64Array(losses.length));
  }

  /** Fills the rows for `document` and gives the blocks whose deletion changes its score; `also` is one of them. */
  open(document: number, also: number | undefined): ReadonlySet<number> {
    for (const block of this.#changed) this.rows[block].fill(0);
    this.#changed.clear();
    if (also !== undefined) this.#changed.add(also);
    for (let n = 0; n < this.#losses.length; n++) {
      const { starts, blocks, amounts } = this.#losses[n];
      for (let at = starts[document]; at < starts[document + 1]; at++) {
        this.rows[blocks[at]][n] = amounts[at];
        this.#changed.add(blocks[at]);
      }
    }
    return this.#changed;
  }
}

function blockSizes(blocks: Uint8Array, documents: number, groups: number): Uint32Array {
  const sizes = new Uint32Array(groups);
  for (let d = 0; d < documents; d++) {
    if (!(blocks[d] < groups))
      throw new OutcrossError('E_INTERNAL', `document ${d} has block ${blocks[d]} of ${groups}`);
    sizes[blocks[d]]++;
  }
  return sizes;
}

/**
 * `selfBleu` with exact delete-a-block means for the jackknife. `blocks[d]` is the block of document d, below `groups`. A
 * score is formed anew only where the deletion of a block takes the count that clips one of its n-grams, or its closest
 * reference length.
 */
export function selfBleuJackknife(
  ids: Uint32Array,
  offsets: Uint32Array,
  blocks: Uint8Array,
  groups = 64,
  options: BleuOptions = {},
): SelfBleuJackknife | undefined {
  const documents = offsets.length - 1;
  if (documents < 2) return undefined;
  const sizes = blockSizes(blocks, documents, groups);
  const weights = options.weights ?? DEFAULT_WEIGHTS;
  const parts = countBleuParts(ids, offsets, weights.length, { of: blocks, groups });
  const references = new ReferenceLengths(parts.lengths, blocks);
  const scorer = new BleuScorer(parts, weights, options.smoothing ?? DEFAULT_SMOOTHING);
  const losses = new DocumentLosses(parts.losses, groups);
  const scores = new Float64Array(documents);
  /** Sum of the scores that are left without each block, less the sum of all. */
  const change = new Float64Array(groups);
  let total = 0;
  for (let d = 0; d < documents; d++) {
    const closest = references.closest(d)!;
    const decisive = references.decisiveBlock(d, closest);
    const score = scorer.score(d, closest);
    scores[d] = score;
    total += score;
    change[blocks[d]] -= score;
    for (const block of losses.open(d, decisive)) {
      const reference = block === decisive ? references.closest(d, block) : closest;
      if (reference !== undefined) change[block] += scorer.score(d, reference, losses.rows[block]) - score;
    }
  }
  const leftOut = Array.from(sizes, (size, block) =>
    documents - size < 2 ? undefined : (total + change[block]) / (documents - size),
  );
  return { scores, mean: total / documents, leftOut, sizes };
}
