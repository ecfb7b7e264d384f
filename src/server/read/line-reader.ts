import type { LedgerEvent } from '../../ledger/event.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { LINE_KINDS, LineModel, MOST_ALERTS } from './line-model.ts';
import { SharedReading } from './shared-reading.ts';

/** Keeps the model of a line up to date: what the ledger holds is read once, and then what is new. */
export class LineReader {
  readonly #store: LedgerStore;
  readonly #line: string;
  #model: LineModel | undefined;
  /** The last event that was looked at. */
  #seq = 0;
  readonly #shared = new SharedReading(() => this.#read());

  constructor(store: LedgerStore, line: string) {
    this.#store = store;
    this.#line = line;
  }

  /** The model with all that was appended before this was called. Throws as the store does. */
  get(): Promise<LineModel> {
    return this.#shared.get();
  }

  async #read(): Promise<LineModel> {
    const head = await this.#store.head();
    if (this.#model === undefined) this.#model = await readLine(this.#store, this.#line);
    else if (head.seq > this.#seq) await this.#readNew(this.#model, head.seq);
    this.#seq = head.seq;
    return this.#model;
  }

  /** By kind: of a million decisions between two requests none is read. */
  async #readNew(model: LineModel, upTo: number): Promise<void> {
    const range = { after: this.#seq, before: upTo + 1 };
    const found = await Promise.all(
      LINE_KINDS.map((kind) => all(this.#store.events({ ...range, kinds: [kind] }))),
    );
    for (const event of found.flat()) model.add(event);
  }
}

async function all(events: AsyncIterable<LedgerEvent>): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

/** The model of a line from the newest facts of each kind, not from all of them. Throws as the store does. */
export async function readLine(store: LedgerStore, line: string): Promise<LineModel> {
  const model = new LineModel(line);
  for (const kind of ['generation.checked', 'verdict.given'] as const) {
    for await (const { id, event } of store.latest('generation', [kind])) {
      if (model.isOurs(event)) model.add(event);
      else await addNewest(store, model, kind, 1, id);
    }
  }
  await addNewest(store, model, 'alert.raised', MOST_ALERTS);
  await addNewest(store, model, 'mix.built', 1);
  await addNewest(store, model, 'audit.ran', 1);
  return model;
}

/** The newest events of a kind that are of this line: a ledger may hold several lines. */
async function addNewest(
  store: LedgerStore,
  model: LineModel,
  kind: string,
  most: number,
  generation?: string,
): Promise<void> {
  const subject =
    generation === undefined ? {} : { subject: { type: 'generation', id: generation } as const };
  let left = most;
  for await (const event of store.events({ kinds: [kind], reverse: true, ...subject })) {
    if (!model.isOurs(event)) continue;
    model.add(event);
    if (--left === 0) return;
  }
}
