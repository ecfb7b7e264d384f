import { hashText } from '../../base/hash.ts';
import type { Example } from '../../corpus/example.ts';
import { TypeSampler } from '../../sketch/type-sampler.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import {
  CATEGORY_PAIRS,
  type Category,
  type CellCounts,
  type ColumnsFacet,
  categoryKey,
  LONGEST_LABEL,
  labelsOf,
  noCells,
  requireFewColumns,
} from './column-facet.ts';
import { RowSampler } from './row-sample.ts';

/** Labels held before those that the sample has dropped are forgotten. */
const MOST_LABELS = 4 * CATEGORY_PAIRS;

/** Builds the facet of a table. */
export class ColumnsBuilder {
  readonly #columns = new Map<string, CellCounts>();
  readonly #rows = new RowSampler();
  readonly #categories = new TypeSampler(1, CATEGORY_PAIRS);
  readonly #words = new Float64Array(BLOCKS);
  #labels = new Map<string, Category>();
  #serial = 0;

  /** `names`: columns that are there even where no row holds them. */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.#countsOf(storable(name));
  }

  /** Throws `E_FIELD` for more than 256 columns. */
  add(examples: readonly Example[], blocks: Uint8Array): void {
    examples.forEach((example, i) => {
      this.#row(example, blocks[i], this.#serial++);
    });
  }

  #row({ id, columns = {} }: Example, block: number, serial: number): void {
    const values = new Map<string, number>();
    for (const [key, cell] of Object.entries(columns)) {
      const name = storable(key);
      const counts = this.#countsOf(name);
      if (cell === null) continue;
      if (typeof cell === 'string') {
        counts.words[block]++;
        this.#category(name, cell, block, serial);
      } else if (Number.isFinite(cell)) {
        counts.numbers[block]++;
        // Minus zero is zero.
        values.set(name, cell + 0);
      } else if (!Number.isNaN(cell)) counts.infinite[block]++;
    }
    const { hi, lo } = hashText(id);
    if (this.#rows.wants(hi)) this.#rows.add({ hi, lo, block, values });
  }

  #category(column: string, word: string, block: number, serial: number): void {
    const { hi, lo } = hashText(word, column);
    this.#categories.add(hi | 0, lo | 0, block, serial);
    this.#words[block]++;
    const key = categoryKey(hi, lo);
    if (this.#labels.has(key)) return;
    this.#labels.set(key, { column, label: [...word].slice(0, LONGEST_LABEL).join('') });
    if (this.#labels.size > MOST_LABELS) this.#labels = labelsOf(this.#categories.freeze(), [this.#labels]);
  }

  #countsOf(name: string): CellCounts {
    let counts = this.#columns.get(name);
    if (counts === undefined) {
      requireFewColumns(this.#columns.size + 1);
      counts = noCells();
      this.#columns.set(name, counts);
    }
    return counts;
  }

  finish(): ColumnsFacet {
    this.#categories.setPositions(this.#words);
    const categories = this.#categories.freeze();
    const names = [...this.#columns.keys()].sort();
    const copied = (counts: CellCounts) => ({
      numbers: counts.numbers.slice(),
      words: counts.words.slice(),
      infinite: counts.infinite.slice(),
    });
    return {
      columns: new Map(names.map((name) => [name, copied(this.#columns.get(name)!)])),
      rows: this.#rows.rows(),
      categories,
      labels: labelsOf(categories, [this.#labels]),
    };
  }
}

/** No encoding has halves of surrogate pairs: two names of which they are all that differs would be one once stored. */
function storable(name: string): string {
  return name.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
