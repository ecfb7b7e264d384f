import type { Example } from '../../corpus/example.ts';

/** What examples can be counted by. */
export const LEDGER_KEYS = [
  'origin',
  'source',
  'model',
  'generation',
  'license',
  'evidence',
  'category',
  'file',
] as const;
export type LedgerKey = (typeof LEDGER_KEYS)[number];

/** Those that every ledger has. */
export const PROVENANCE_LEDGER: readonly LedgerKey[] = [
  'origin',
  'source',
  'model',
  'generation',
  'license',
  'evidence',
];

/** How much there is of something. */
export interface Amount {
  readonly examples: number;
  /** Each example's end counts as one. */
  readonly tokens: number;
  /** Code points. */
  readonly characters: number;
}

/** A line of a ledger: values in the order of its keys, null where nobody says. */
export interface LedgerLine extends Amount {
  readonly values: readonly (string | number | null)[];
}

/** Counts examples, tokens and characters by the values of some keys. Ledgers of parts add up to that of the whole. */
export class Ledger {
  readonly keys: readonly LedgerKey[];
  readonly #amounts = new Map<string, { examples: number; tokens: number; characters: number }>();

  constructor(keys: readonly LedgerKey[]) {
    this.keys = keys;
  }

  add({ provenance, category }: Example, file: string, tokens: number, characters: number): void {
    const values = this.keys.map((key) => {
      if (key === 'file') return file;
      return (key === 'category' ? category : provenance?.[key]) ?? null;
    });
    this.#put(JSON.stringify(values), { examples: 1, tokens, characters });
  }

  /** Adds the lines of another ledger of the same keys. */
  merge(lines: readonly LedgerLine[]): void {
    for (const { values, ...amount } of lines) this.#put(JSON.stringify(values), amount);
  }

  /** Most examples first; of equals, by their values. */
  lines(): LedgerLine[] {
    return [...this.#amounts]
      .sort(([a, m], [b, n]) => n.examples - m.examples || (a < b ? -1 : 1))
      .map(([key, amount]) => ({ values: JSON.parse(key) as LedgerLine['values'], ...amount }));
  }

  /** The lines by some of the keys alone. */
  by(keys: readonly LedgerKey[]): LedgerLine[] {
    const ledger = new Ledger(keys);
    const places = keys.map((key) => this.keys.indexOf(key));
    ledger.merge(this.lines().map((line) => ({ ...line, values: places.map((at) => line.values[at]) })));
    return ledger.lines();
  }

  total(): Amount {
    const sum = { examples: 0, tokens: 0, characters: 0 };
    for (const amount of this.#amounts.values()) addTo(sum, amount);
    return sum;
  }

  #put(key: string, amount: Amount): void {
    const found = this.#amounts.get(key);
    if (found !== undefined) addTo(found, amount);
    else this.#amounts.set(key, { ...amount });
  }
}

function addTo(sum: { examples: number; tokens: number; characters: number }, amount: Amount): void {
  sum.examples += amount.examples;
  sum.tokens += amount.tokens;
  sum.characters += amount.characters;
}
