import { createHash } from 'node:crypto';
import { lineName } from '../../workspace/ledger.ts';
import { generationsOf, type WorkspaceGeneration } from '../../workspace/line.ts';
import { anchorPart, type LineFacts } from '../../workspace/status.ts';
import type { Desk } from '../desk.ts';
import type { LineModel } from './line-model.ts';
import { lineOrder } from './line-order.ts';
import { LineReader } from './line-reader.ts';
import { Polled } from './polled.ts';

/** Milliseconds that what the files say is taken for new. */
const FRESH = 5_000;

/** What the files of the workspace say. */
interface OnDisk {
  readonly generations: readonly WorkspaceGeneration[];
  readonly anchor: Pick<LineFacts, 'anchor'>;
  /** Another word when they say something else. */
  readonly print: string;
}

/** The line as the ledger and the files have it. */
export interface Standing {
  readonly model: LineModel;
  /** Ids of all generations, oldest first. */
  readonly order: readonly string[];
  /** From 0, by id. */
  readonly place: ReadonlyMap<string, number>;
  readonly named: readonly WorkspaceGeneration[];
  readonly anchor: Pick<LineFacts, 'anchor'>;
  /** Another word when anything of it is not what it was. */
  readonly print: string;
}

/** The line of a workspace, for all who ask about it. */
export class StandingDesk {
  readonly #reader: LineReader;
  readonly #disk: Polled<OnDisk>;
  #last: Standing | undefined;

  constructor({ workspace, store, clock }: Pick<Desk, 'workspace' | 'store' | 'clock'>) {
    this.#reader = new LineReader(store, lineName(workspace));
    this.#disk = new Polled(() => onDisk(workspace), clock, FRESH);
  }

  /** Throws as the store, `generationsOf` and `anchorPart` do. */
  async get(): Promise<Standing> {
    const [model, disk] = await Promise.all([this.#reader.get(), this.#disk.get()]);
    const print = `${model.version} ${disk.print}`;
    if (this.#last?.print !== print) this.#last = { ...standingOf(model, disk), print };
    return this.#last;
  }
}

async function onDisk(workspace: Desk['workspace']): Promise<OnDisk> {
  const [generations, anchor] = await Promise.all([generationsOf(workspace), anchorPart(workspace)]);
  const print = createHash('sha256')
    .update(JSON.stringify([generations, anchor]))
    .digest('base64url');
  return { generations, anchor, print };
}

function standingOf(model: LineModel, { generations, anchor }: OnDisk): Omit<Standing, 'print'> {
  const known = [...model.generations].map(
    ([id, { checked, verdict }]) => [id, checked?.body.position ?? verdict?.body.position ?? 0] as const,
  );
  const order = lineOrder(
    generations.map(({ name }) => name),
    known,
  );
  return { model, order, place: new Map(order.map((id, i) => [id, i])), named: generations, anchor };
}
