import type { CorpusRecord } from '../../corpus/record.ts';
import { pieces, Tokenizer } from '../../text/tokenizer.ts';
import { Vocabulary } from '../../text/vocabulary.ts';
import { PrefixPolynomials } from '../../text/windows.ts';
import type { RowKernel } from './row-kernel.ts';
import { seededKey } from './seeded-key.ts';

/** Types that are looked for: n-grams of one order, by their hash lanes. */
export interface WantedTypes {
  readonly order: number;
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
}

export interface CarrierSettings {
  /** A type's number is its place in all of them, one after the other. */
  readonly wanted: readonly WantedTypes[];
  /** Of the ranks. */
  readonly seed: string;
}

/** What the records of a shard carry, in file order. A plain value. */
export interface CarrierSummary {
  readonly records: number;
  readonly tokens: Uint32Array;
  /** Types of record i are `types[start[i]]` to `types[start[i + 1] - 1]`, each once. */
  readonly start: Uint32Array;
  readonly types: Uint32Array;
  /** Index into the names; 0 where a record has no category. */
  readonly category: Uint32Array;
  readonly categories: readonly string[];
  /** See `seededKey`. */
  readonly rank: Float64Array;
}

/** Says which of the wanted types every record holds; writes nothing. A window does not cross the seam of a text's pieces. */
export function carrierRows(settings: CarrierSettings): RowKernel {
  const finder = new TypeFinder(settings.wanted);
  const categories = new Map<string, number>();
  const rows = { tokens: [] as number[], start: [0], category: [] as number[], rank: [] as number[] };
  const types = new Numbers();
  return {
    map({ example }: CorpusRecord) {
      rows.tokens.push(finder.find(example.text, types));
      rows.start.push(types.length);
      rows.category.push(numberOf(categories, example.category));
      rows.rank.push(seededKey(settings.seed, example.id));
    },
    end: (): CarrierSummary => ({
      records: rows.tokens.length,
      tokens: Uint32Array.from(rows.tokens),
      start: Uint32Array.from(rows.start),
      types: types.taken(),
      category: Uint32Array.from(rows.category),
      categories: ['', ...categories.keys()],
      rank: Float64Array.from(rows.rank),
    }),
  };
}

function numberOf(names: Map<string, number>, name: string | undefined): number {
  if (name === undefined) return 0;
  const known = names.get(name) ?? names.size + 1;
  names.set(name, known);
  return known;
}

/** Finds types in texts. */
class TypeFinder {
  readonly #tokenizer = new Tokenizer();
  readonly #prefixes = new PrefixPolynomials();
  readonly #orders: { readonly order: number; readonly first: number; readonly index: Vocabulary }[] = [];
  /** The text that held each type last. */
  readonly #metIn: Uint32Array;
  #text = 0;

  constructor(wanted: readonly WantedTypes[]) {
    let first = 0;
    for (const { order, hi, lo } of wanted) {
      const index = new Vocabulary();
      for (let t = 0; t < hi.length; t++) index.intern(hi[t], lo[t]);
      this.#orders.push({ order, first, index });
      first += hi.length;
    }
    this.#metIn = new Uint32Array(first);
  }

  /** Appends the types that `text` holds, each once; returns its tokens, its end being one. */
  find(text: string, out: Numbers): number {
    this.#text++;
    let tokens = 1;
    for (const piece of pieces(text)) {
      const { hi, lo, length } = this.#tokenizer.run(piece);
      tokens += length;
      this.#prefixes.fill(hi, lo, length);
      for (const { order, first, index } of this.#orders) {
        this.#prefixes.each(order, {
          add: (a, b) => {
            const id = index.idOf(a, b);
            if (id === undefined || this.#metIn[first + id] === this.#text) return;
            this.#metIn[first + id] = this.#text;
            out.push(first + id);
          },
        });
      }
    }
    return tokens;
  }
}

/** A list of integers that grows. */
class Numbers {
  length = 0;
  #values = new Uint32Array(1 << 12);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  taken(): Uint32Array {
    return this.#values.slice(0, this.length);
  }
}
