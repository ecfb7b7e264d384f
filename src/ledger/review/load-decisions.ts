import { copyFile, type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { LedgerEvent, LedgerHead } from '../event.ts';
import type { LedgerStore } from '../store.ts';
import { DecisionBuilder, type TextPlace } from './decision-builder.ts';
import { cachedTable, keepTable } from './decision-cache.ts';
import type { DecisionColumns } from './decision-table.ts';
import { REVIEW_KIND, type Review, standing } from './standing.ts';

export interface LoadOptions {
  /** Where a table is kept from one time to the next; absent: nowhere. */
  readonly cache?: string;
  readonly signal?: AbortSignal;
  /** Told of decisions that were read. */
  readonly onRead?: (decisions: number) => void;
}

/** All decisions that stand. */
export interface Decisions {
  readonly columns: DecisionColumns;
  /** File of the texts of edits, where there are any; gone after `close`. */
  readonly texts?: string;
  /** The newest decision that was read: its digest covers everything before it. */
  readonly head: LedgerHead;
  close(): Promise<void>;
}

/** Decisions beyond which a table is kept: fewer are read in less than a second. */
const WORTH_KEEPING = 10_000;

/**
 * Reads the decisions of a ledger, streamed: memory grows by 38 bytes a decision, and texts of edits go to a file. Undefined where
 * there is none. Throws as the store; `E_INTERRUPTED`.
 */
export async function loadDecisions(
  store: LedgerStore,
  options: LoadOptions = {},
): Promise<Decisions | undefined> {
  const { cache } = options;
  const before = cache === undefined ? undefined : await cachedTable(cache, store);
  const folder = await mkdtemp(join(tmpdir(), 'outcross-review-'));
  const loading = new Loading(folder, before?.columns);
  try {
    if (before?.texts !== undefined) await loading.goOnFrom(join(cache!, before.texts));
    await loading.read(store, before?.head.seq ?? 0, options);
    await loading.settle(store);
    const texts = await loading.closeTexts();
    const head = loading.head ?? before?.head;
    if (head === undefined) {
      await rm(folder, { recursive: true, force: true });
      return undefined;
    }
    const columns = loading.builder.columns();
    if (cache !== undefined && loading.decisions >= WORTH_KEEPING)
      await keepTable(cache, { head, columns }, texts);
    return {
      columns,
      head,
      ...(texts === undefined ? {} : { texts }),
      close: () => rm(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    await loading.closeTexts();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Bytes of texts that are written at once. */
const BLOCK = 1 << 20;

class Loading {
  readonly builder: DecisionBuilder;
  head: LedgerHead | undefined;
  decisions = 0;
  readonly #texts: string;
  /** Examples of which somebody took a decision back: their history decides. */
  readonly #undone = new Set<string>();
  #file: FileHandle | undefined;
  #length = 0;
  #waiting: Buffer[] = [];
  #waits = 0;

  constructor(folder: string, before: DecisionColumns | undefined) {
    this.#texts = join(folder, 'texts');
    this.builder = new DecisionBuilder(before);
  }

  /** Texts of a table that was kept come first. */
  async goOnFrom(path: string): Promise<void> {
    await copyFile(path, this.#texts);
    this.#file = await open(this.#texts, 'a');
    this.#length = (await this.#file.stat()).size;
  }

  async read(store: LedgerStore, after: number, { signal, onRead }: LoadOptions): Promise<void> {
    for await (const event of store.events({ kinds: [REVIEW_KIND], after })) {
      if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
      this.head = { seq: event.seq, digest: event.digest };
      this.decisions++;
      const { decision } = event.body as unknown as Review;
      if (decision === 'undo') for (const id of examplesOf(event)) this.#undone.add(id);
      else if (decision !== 'skip') await this.#take(event);
      if (this.decisions % 1000 === 0) onRead?.(this.decisions);
    }
  }

  /** Decides by their history about examples of which a decision was taken back. */
  async settle(store: LedgerStore): Promise<void> {
    for (const id of this.#undone) {
      const events: LedgerEvent[] = [];
      const subject = { type: 'example', id } as const;
      for await (const event of store.events({ subject, kinds: [REVIEW_KIND], before: this.head!.seq + 1 })) {
        events.push(event);
      }
      const event = standing(events);
      if (event === undefined) this.builder.set(id, undefined);
      else await this.#set(id, event.body as unknown as Review);
    }
  }

  /** Undefined where there is no text. */
  async closeTexts(): Promise<string | undefined> {
    const file = this.#file;
    if (file === undefined) return undefined;
    this.#file = undefined;
    if (this.#waits > 0) await file.appendFile(Buffer.concat(this.#waiting));
    await file.close();
    return this.#texts;
  }

  async #take(event: LedgerEvent): Promise<void> {
    const review = event.body as unknown as Review;
    for (const id of examplesOf(event)) await this.#set(id, review);
  }

  async #set(id: string, review: Review): Promise<void> {
    const { decision, text } = review;
    this.builder.set(id, review, decision === 'edit' ? await this.#keep(text ?? '') : undefined);
  }

  async #keep(text: string): Promise<TextPlace> {
    const bytes = Buffer.from(text);
    const place = { at: this.#length, bytes: bytes.length };
    this.#file ??= await open(this.#texts, 'a', 0o600);
    this.#length += bytes.length;
    this.#waiting.push(bytes);
    this.#waits += bytes.length;
    if (this.#waits >= BLOCK) {
      await this.#file.appendFile(Buffer.concat(this.#waiting));
      this.#waiting = [];
      this.#waits = 0;
    }
    return place;
  }
}

function examplesOf({ subjects }: LedgerEvent): string[] {
  return subjects.flatMap(({ type, id }) => (type === 'example' ? [id] : []));
}
