const NONE = -1;

/** Documents of one length: their blocks, as far as two of them, with counts. */
interface LengthGroup {
  readonly length: number;
  readonly blocks: number[];
  readonly counts: number[];
  /** True where three blocks or more have this length. */
  more: boolean;
}

/**
 * The lengths of a set of documents, each of which has all others as references: closest reference lengths (Papineni et
 * al. 2002; the shorter of two equally near), also after the deletion of one block of documents.
 */
export class ReferenceLengths {
  readonly #lengths: Uint32Array;
  readonly #blocks: Uint8Array;
  /** By rising length. */
  readonly #groups: LengthGroup[] = [];
  readonly #position = new Map<number, number>();

  constructor(lengths: Uint32Array, blocks: Uint8Array) {
    this.#lengths = lengths;
    this.#blocks = blocks;
    for (const length of Uint32Array.from(new Set(lengths)).sort()) {
      this.#position.set(length, this.#groups.length);
      this.#groups.push({ length, blocks: [], counts: [], more: false });
    }
    for (let d = 0; d < lengths.length; d++) this.#count(this.#groupOf(d), blocks[d]);
  }

  /** Length nearest to that of `document` among the others, those of block `without` left out. Undefined for no others. */
  closest(document: number, without = NONE): number | undefined {
    const own = this.#lengths[document];
    let below = this.#position.get(own)!;
    let above = below + 1;
    while (below >= 0 || above < this.#groups.length) {
      const shorter = this.#groups[below];
      const longer = this.#groups[above];
      const takeShorter = !longer || (shorter && own - shorter.length <= longer.length - own);
      const group = takeShorter ? shorter : longer;
      if (this.#remains(group, document, without)) return group.length;
      if (takeShorter) below--;
      else above++;
    }
    return undefined;
  }

  /** The one block whose deletion changes the closest length of `document`, given as `closest`; undefined for none. */
  decisiveBlock(document: number, closest: number): number | undefined {
    const group = this.#groups[this.#position.get(closest)!];
    const block = this.#blocks[document];
    const others = group.blocks.filter((candidate) => candidate !== block);
    if (group.more || others.length !== 1) return undefined;
    return this.#remains(group, document, others[0]) ? undefined : others[0];
  }

  #groupOf(document: number): LengthGroup {
    return this.#groups[this.#position.get(this.#lengths[document])!];
  }

  #count(group: LengthGroup, block: number): void {
    const at = group.blocks.indexOf(block);
    if (at >= 0) group.counts[at]++;
    else if (group.blocks.length === 2) group.more = true;
    else {
      group.blocks.push(block);
      group.counts.push(1);
    }
  }

  /** Whether a document other than `document` and outside block `without` has the length of `group`. */
  #remains(group: LengthGroup, document: number, without: number): boolean {
    if (group.more) return true;
    let left = 0;
    for (let k = 0; k < group.blocks.length; k++) if (group.blocks[k] !== without) left += group.counts[k];
    const self = group.length === this.#lengths[document] && this.#blocks[document] !== without;
    return left - (self ? 1 : 0) > 0;
  }
}
