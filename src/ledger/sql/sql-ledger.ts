import { OutcrossError } from '../../base/errors.ts';
import type { EventDraft, LedgerEvent, LedgerHead, SubjectType } from '../event.ts';
import { requireDraft } from '../require-draft.ts';
import type { EventQuery, Expectation, LatestQuery, LedgerStore } from '../store.ts';
import { appendIn, readHead } from './append.ts';
import type { EventJson, LedgerDatabase } from './database.ts';
import { findIndexFaults } from './index-faults.ts';
import { type LatestEvent, readEvents, readLatest } from './read.ts';
import { digestOfRows } from './row-bytes.ts';
import { textFrom } from './rows.ts';

/** A ledger in a relational database. */
export class SqlLedger implements LedgerStore {
  readonly #database: LedgerDatabase;
  /** SQL that counts the subjects in an event's row. */
  readonly #json: EventJson;
  #closed = false;

  constructor(database: LedgerDatabase, json: EventJson) {
    this.#database = database;
    this.#json = json;
  }

  get place(): string {
    return this.#database.place;
  }

  /** For stores of what is no fact, in tables of their own. */
  get database(): LedgerDatabase {
    return this.#database;
  }

  async append(
    drafts: readonly EventDraft[],
    expectations: readonly Expectation[] = [],
  ): Promise<readonly LedgerEvent[]> {
    for (const draft of drafts) requireDraft(draft);
    return this.#coded(() =>
      this.#database.write((db) => appendIn({ db, textOf: this.#database.textOf }, drafts, expectations)),
    );
  }

  head(): Promise<LedgerHead> {
    return this.#coded(() => readHead(this.#database));
  }

  events(query: EventQuery = {}): AsyncIterable<LedgerEvent> {
    return this.#codedStream(readEvents(this.#database, query));
  }

  latest(type: SubjectType, kinds: readonly string[], query: LatestQuery = {}): AsyncIterable<LatestEvent> {
    return this.#codedStream(readLatest(this.#database, type, kinds, query));
  }

  tally(type: SubjectType, kind: string): Promise<Readonly<Record<string, number>>> {
    return this.#coded(async () => {
      const rows = await this.#database.db
        .selectFrom('outcross_latest')
        .select([this.#database.textOf('state').as('state'), (build) => build.fn.countAll().as('n')])
        .where('type', '=', type)
        .where('kind', '=', kind)
        .groupBy('state')
        .orderBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, n }) => [textFrom(state) ?? '', Number(n)]));
    });
  }

  rowsDigest(after: number, to: number): Promise<string> {
    return this.#coded(() => digestOfRows(this.#database, after, to));
  }

  indexFaults(): Promise<readonly string[]> {
    return this.#coded(async () => {
      const damage = await this.#database.damage();
      // A damaged file answers no further question.
      return damage.length > 0 ? damage : this.#database.survey((db) => findIndexFaults(db, this.#json));
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#database.close();
  }

  async #coded<T>(work: () => Promise<T>): Promise<T> {
    this.requireOpen();
    try {
      return await work();
    } catch (error) {
      throw this.#database.failure(error);
    }
  }

  async *#codedStream<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    this.requireOpen();
    try {
      yield* items;
    } catch (error) {
      throw this.#database.failure(error);
    }
  }

  /** Throws `E_LEDGER` once it was closed. */
  requireOpen(): void {
    if (this.#closed) throw new OutcrossError('E_LEDGER', 'the ledger was closed', { where: this.place });
  }
}
