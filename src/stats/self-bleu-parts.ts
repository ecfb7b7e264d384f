import { OutcrossError } from '../base/errors.ts';
import { bleuScore, type Smoothing } from './bleu.ts';
import { type BlockLosses, blockLosses } from './block-losses.ts';
import { clipLimits, clippedMatches } from './clip-limits.ts';
import { dropUnshared, lengthenTypes, numberTokens } from './shared-ngrams.ts';

/** Everything that BLEU scores are made of, by order and document. */
export interface BleuParts {
  readonly lengths: Uint32Array;
  readonly matches: readonly Float64Array[];
  /** By order; empty without blocks. */
  readonly losses: readonly BlockLosses[];
}

function documentLengths(ids: Uint32Array, offsets: Uint32Array): Uint32Array {
  const lengths = new Uint32Array(Math.max(0, offsets.length - 1));
  for (let d = 0; d < lengths.length; d++) {
    if (offsets[d + 1] < offsets[d] || offsets[d + 1] > ids.length) {
      throw new OutcrossError('E_INTERNAL', `offset ${offsets[d + 1]} of document ${d} is out of order`);
    }
    lengths[d] = offsets[d + 1] - offsets[d];
  }
  return lengths;
}

/**
 * Counts clipped matches of each packed document against all others, order by order, so that memory is that of one order:
 * 4 bytes a token and, of n-gram types whose shorter parts two documents share, 14 to 22 bytes a type, 36 with `blocks`. With
 * those, also what each document loses without each block.
 */
export function countBleuParts(
  ids: Uint32Array,
  offsets: Uint32Array,
  maxOrder: number,
  blocks?: { of: Uint8Array; groups: number },
): BleuParts {
  const lengths = documentLengths(ids, offsets);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const matches: Float64Array[] = [];
  const losses: BlockLosses[] = [];
  const { types, size: tokens } = numberTokens(ids);
  for (let order = 1; order <= maxOrder; order++) {
    const size = order === 1 ? tokens : lengthenTypes(types, offsets);
    const documents = { types, size, offsets, longest };
    const limits = clipLimits(documents);
    // A type of one document matches nothing, nor does any longer n-gram that holds it.
    dropUnshared(types, limits.second);
    matches.push(clippedMatches(documents, limits));
    if (blocks !== undefined) losses.push(blockLosses(documents, limits, blocks.of, blocks.groups));
  }
  return { lengths, matches, losses };
}

/** Computes BLEU from `BleuParts` without allocation: one scorer serves all documents. */
export class BleuScorer {
  readonly #parts: BleuParts;
  readonly #weights: readonly number[];
  readonly #smoothing: Smoothing;
  readonly #matches: Float64Array;
  readonly #totals: Float64Array;
  readonly #counts: {
    matches: Float64Array;
    totals: Float64Array;
    hypothesisLength: number;
    referenceLength: number;
  };

  constructor(parts: BleuParts, weights: readonly number[], smoothing: Smoothing) {
    this.#parts = parts;
    this.#weights = weights;
    this.#smoothing = smoothing;
    this.#matches = new Float64Array(weights.length);
    this.#totals = new Float64Array(weights.length);
    this.#counts = { matches: this.#matches, totals: this.#totals, hypothesisLength: 0, referenceLength: 0 };
  }

  /** BLEU of document `d` after the loss of `lost[n]` matches of order n + 1. */
  score(d: number, referenceLength: number, lost?: Float64Array): number {
    const length = this.#parts.lengths[d];
    for (let n = 0; n < this.#weights.length; n++) {
      this.#matches[n] = this.#parts.matches[n][d] - (lost === undefined ? 0 : lost[n]);
      this.#totals[n] = Math.max(1, length - n);
    }
    this.#counts.hypothesisLength = length;
    this.#counts.referenceLength = referenceLength;
    return bleuScore(this.#counts, this.#weights, this.#smoothing);
  }
}
