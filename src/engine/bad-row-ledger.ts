import type { BadRow, Shard } from '../corpus/source.ts';

/**
 * Gives malformed rows the numbers that they have in their files, and hands them on file by file, in file order, whatever
 * the order in which the shards were read. A shard knows only its own rows: how many stand before it is known once all
 * earlier shards of its file have ended, and its rows are held until then.
 */
export class BadRowLedger {
  readonly #shards: readonly Shard[];
  readonly #onRow: (row: BadRow) => void;
  /** Indices of shards, in file order. */
  readonly #order: readonly number[];
  readonly #held = new Map<number, BadRow[]>();
  /** Rows of the shards that have ended and not yet had their turn. */
  readonly #ended = new Map<number, number>();
  /** Whose turn it is, as a place in the order, and how many rows of its file stand before it. */
  #turn = 0;
  #before = 0;

  constructor(shards: readonly Shard[], onRow: (row: BadRow) => void) {
    this.#shards = shards;
    this.#onRow = onRow;
    this.#order = fileOrder(shards);
  }

  /** Malformed rows of a shard, in its order. */
  add(shard: number, rows: readonly BadRow[]): void {
    if (shard === this.#order[this.#turn]) {
      this.#handOn(rows);
      return;
    }
    const held = this.#held.get(shard);
    if (held === undefined) this.#held.set(shard, [...rows]);
    else for (const row of rows) held.push(row);
  }

  /** A shard has ended after `rows` rows, good and bad. */
  end(shard: number, rows: number): void {
    this.#ended.set(shard, rows);
    for (;;) {
      const current = this.#order[this.#turn];
      const met = this.#ended.get(current);
      if (met === undefined) return;
      this.#ended.delete(current);
      const next = this.#order[++this.#turn];
      if (next === undefined) return;
      this.#before = this.#shards[next].path === this.#shards[current].path ? this.#before + met : 0;
      this.#handOn(this.#held.get(next) ?? []);
      this.#held.delete(next);
    }
  }

  #handOn(rows: readonly BadRow[]): void {
    for (const row of rows) this.#onRow({ ...row, row: row.row + this.#before });
  }
}

/** Indices of shards: files in the order in which they first occur, the shards of each from its beginning. */
export function fileOrder(shards: readonly Shard[]): number[] {
  const files = new Map<string, number>();
  for (const { path } of shards) if (!files.has(path)) files.set(path, files.size);
  return shards
    .map((shard, index) => ({ index, file: files.get(shard.path)!, start: startOf(shard) }))
    .sort((a, b) => a.file - b.file || a.start - b.start)
    .map(({ index }) => index);
}

function startOf(shard: Shard): number {
  return shard.range?.[0] ?? shard.rowGroups?.[0] ?? 0;
}
