import { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import type { WireRow } from './wire/wire-row.ts';

/** Sees to it that all rows came, and that every shard was read to its end, and once. Both methods throw `E_WORKER`. */
export class EndCount {
  readonly #shards: readonly Shard[];
  readonly #ended = new Set<number>();
  #rows = 0;

  constructor(shards: readonly Shard[]) {
    this.#shards = shards;
  }

  note({ kind, shard }: WireRow): void {
    this.#rows++;
    if (kind !== 'end') return;
    if (this.#ended.has(shard)) throw lost(`${this.#shards[shard].name} was read twice`);
    this.#ended.add(shard);
  }

  /** `said`: rows that the driver sent. */
  requireAll(said: number): void {
    if (said !== this.#rows) throw lost(`${this.#rows} of ${said} rows came`);
    const missing = this.#shards.find((_, i) => !this.#ended.has(i));
    if (missing !== undefined) throw lost(`of ${missing.name} nothing came`);
  }
}

function lost(message: string): OutcrossError {
  return new OutcrossError('E_WORKER', `Spark lost something: ${message}`, {
    hint: 'Run it again; if it happens again, report it with this message.',
  });
}
