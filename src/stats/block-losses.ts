import { type ClipLimits, forEachCount, type TypedDocuments } from './clip-limits.ts';

/**
 * How many clipped matches each document loses when a block of the other documents is deleted. Losses of document d are
 * entries `starts[d]` to `starts[d + 1]` of `blocks` and `amounts`; blocks that are not listed cost it nothing.
 */
export interface BlockLosses {
  readonly starts: Uint32Array;
  readonly blocks: Uint8Array;
  readonly amounts: Float64Array;
}

/**
 * By type, beside `ClipLimits`: the largest count in the holder's block other than the holder's (`beside`), the largest
 * outside that block (`outside`, of document `outsider`), the largest outside it other than the outsider's (`next`), and
 * the largest outside both the holder's and the outsider's block (`beyond`).
 */
interface BlockLimits {
  readonly beside: Uint32Array;
  readonly outside: Uint32Array;
  readonly outsider: Uint32Array;
  readonly next: Uint32Array;
  readonly beyond: Uint32Array;
}

function blockLimits(documents: TypedDocuments, limits: ClipLimits, blocks: Uint8Array): BlockLimits {
  const array = () => new Uint32Array(documents.size);
  const [beside, outside, outsider, next, beyond] = [array(), array(), array(), array(), array()];
  const { holder } = limits;
  forEachCount(documents, (d, type, count) => {
    if (blocks[d] === blocks[holder[type]]) {
      if (d !== holder[type] && count > beside[type]) beside[type] = count;
    } else if (count > outside[type]) {
      next[type] = outside[type];
      outside[type] = count;
      outsider[type] = d;
    } else if (count > next[type]) next[type] = count;
  });
  forEachCount(documents, (d, type, count) => {
    const block = blocks[d];
    const inside = block === blocks[holder[type]] || block === blocks[outsider[type]];
    if (!inside && count > beyond[type]) beyond[type] = count;
  });
  return { beside, outside, outsider, next, beyond };
}

/** Sums losses by block within a document and lists them document by document. */
class LossList implements BlockLosses {
  readonly starts: Uint32Array;
  blocks = new Uint8Array(1024);
  amounts = new Float64Array(1024);
  readonly #open: Float64Array;
  #size = 0;
  #document = 0;

  constructor(documents: number, groups: number) {
    this.starts = new Uint32Array(documents + 1);
    this.#open = new Float64Array(groups);
  }

  /** `document` never falls from call to call. */
  add(document: number, block: number, amount: number): void {
    while (this.#document < document) this.#close();
    this.#open[block] += amount;
  }

  finish(): this {
    while (this.#document < this.starts.length - 1) this.#close();
    return this;
  }

  #close(): void {
    const groups = this.#open.length;
    if (this.#size + groups > this.blocks.length) this.#grow();
    for (let b = 0; b < groups; b++) {
      if (this.#open[b] === 0) continue;
      this.blocks[this.#size] = b;
      this.amounts[this.#size++] = this.#open[b];
      this.#open[b] = 0;
    }
    this.starts[++this.#document] = this.#size;
  }

  #grow(): void {
    const blocks = new Uint8Array(2 * this.blocks.length);
    const amounts = new Float64Array(blocks.length);
    blocks.set(this.blocks);
    amounts.set(this.amounts);
    this.blocks = blocks;
    this.amounts = amounts;
  }
}

/**
 * Losses of every document, exactly. For a document i and a type, only one block can matter: that which alone holds the
 * counts from which the clip limit comes. Deleting i's own block deletes i, so own-block losses are not listed.
 */
export function blockLosses(
  documents: TypedDocuments,
  limits: ClipLimits,
  blocks: Uint8Array,
  groups: number,
): BlockLosses {
  const { most, holder } = limits;
  const { beside, outside, outsider, next, beyond } = blockLimits(documents, limits, blocks);
  const losses = new LossList(documents.offsets.length - 1, groups);
  const lose = (d: number, block: number, count: number, before: number, after: number) => {
    const loss = Math.min(count, before) - Math.min(count, after);
    if (loss > 0) losses.add(d, block, loss);
  };
  forEachCount(documents, (d, type, count) => {
    const top = holder[type];
    if (d === top) {
      if (outside[type] > beside[type]) {
        lose(d, blocks[outsider[type]], count, outside[type], Math.max(beside[type], beyond[type]));
      }
    } else if (blocks[d] !== blocks[top]) {
      lose(d, blocks[top], count, most[type], d === outsider[type] ? next[type] : outside[type]);
    }
  });
  return losses.finish();
}
