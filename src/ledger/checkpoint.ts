import { createHash, type Hash } from 'node:crypto';
import type { LedgerEvent, LedgerHead } from './event.ts';
import { rowBytes } from './sql/row-bytes.ts';
import type { LedgerStore } from './store.ts';
import { indexFaults, type LedgerFault, type Verification, verifyEvents } from './verify.ts';

/** Names what a walk checks: one that another version made is no reason to walk less. */
const FORM = 'outcross.ledger-checkpoint/1';

/** Events after which a walk is worth remembering. */
const WORTH = 1_000;

/** Segments are joined by a walk of all, so that their number does not grow for ever. */
const MOST_SEGMENTS = 1_000;

/**
 * A beginning of a ledger that was walked and had no fault. While its rows are byte by byte what they were then, a walk would find again
 * what it found then. It proves no more than who wrote it: whoever can change both ledger and checkpoint can deceive those who trust it, but not
 * `outcross ledger verify`, which walks all.
 */
export interface Checkpoint {
  readonly form: typeof FORM;
  /** Each from the one before to `to`, with the SHA-256 of its rows; see `rowBytes`. */
  readonly segments: readonly { readonly to: number; readonly rows: string }[];
  /** The last event of it. */
  readonly head: LedgerHead;
  /** See `Verification`. */
  readonly unknownKinds: Readonly<Record<string, number>>;
}

/** Where a checkpoint is kept. Neither method throws. */
export interface CheckpointPlace {
  /** What a message calls it. */
  readonly name: string;
  read(): Promise<unknown>;
  write(checkpoint: Checkpoint): Promise<void>;
}

/**
 * As `verifyStore`, without walking again what a checkpoint covers and what is byte by byte as it was. Where it is not, all is walked, and held
 * against the checkpoint too: a history that was written anew as a whole, or cut off, is found here though each of its digests fits. Throws
 * as the store.
 */
export async function verifyOnward(store: LedgerStore, place: CheckpointPlace): Promise<Verification> {
  const kept = checkpointIn(await place.read());
  const stands = kept !== undefined && (await isAsItWas(store, kept));
  const whole = !stands || kept.segments.length >= MOST_SEGMENTS;
  const start = whole ? undefined : kept;
  const rows = createHash('sha256');
  const found = await verifyEvents(
    hashed(store.events(start === undefined ? {} : { after: start.head.seq }), rows),
    kept !== undefined && whole ? kept.head : undefined,
    start?.head,
  );
  const walked = joined(found, start);
  const indices = await indexFaults(store);
  if (found.passed && store.rowsDigest !== undefined && (start === undefined || found.events >= WORTH))
    await place.write(nextOf(walked, start, rows.digest('hex')));
  return {
    ...walked,
    passed: walked.passed && indices.length === 0,
    faults: [...walked.faults.map((fault) => named(fault, kept, place)), ...indices],
  };
}

async function* hashed(events: AsyncIterable<LedgerEvent>, rows: Hash): AsyncGenerator<LedgerEvent> {
  for await (const event of events) {
    rows.update(rowBytes(event));
    yield event;
  }
}

/** Whether the rows of each segment hold what they held. */
async function isAsItWas(store: LedgerStore, { segments }: Checkpoint): Promise<boolean> {
  if (store.rowsDigest === undefined) return false;
  let after = 0;
  for (const { to, rows } of segments) {
    if ((await store.rowsDigest(after, to)) !== rows) return false;
    after = to;
  }
  return true;
}

/** What was walked now, and what was not walked again. */
function joined(found: Verification, start: Checkpoint | undefined): Verification {
  if (start === undefined) return found;
  const unknownKinds: Record<string, number> = { ...start.unknownKinds };
  for (const [kind, count] of Object.entries(found.unknownKinds))
    unknownKinds[kind] = (unknownKinds[kind] ?? 0) + count;
  return { ...found, events: found.events + start.head.seq, unknownKinds };
}

function nextOf(
  { head, unknownKinds }: Verification,
  start: Checkpoint | undefined,
  rows: string,
): Checkpoint {
  const segments = [...(start?.segments ?? []), { to: head.seq, rows }];
  return { form: FORM, segments, head, unknownKinds };
}

/** A ledger that was put back from an older copy looks the same as one that was cut off: who knows that it was may forget. */
function named(fault: LedgerFault, kept: Checkpoint | undefined, { name }: CheckpointPlace): LedgerFault {
  if (fault.what !== 'head' || kept === undefined) return fault;
  const why = `held against what an audit before verified up to event ${kept.head.seq}; remove ${name} if you know why`;
  return { ...fault, message: `${fault.message} (${why})` };
}

/** Undefined for what is no checkpoint, or that of another version. */
function checkpointIn(value: unknown): Checkpoint | undefined {
  const { form, segments, head, unknownKinds } = (value ?? {}) as Partial<Checkpoint>;
  if (form !== FORM || !Array.isArray(segments) || segments.length === 0) return undefined;
  let before = 0;
  for (const { to, rows } of segments as Checkpoint['segments']) {
    if (!Number.isSafeInteger(to) || to <= before || typeof rows !== 'string') return undefined;
    before = to;
  }
  if (head?.seq !== before || !/^[0-9a-f]{64}$/.test(head.digest ?? '')) return undefined;
  if (typeof unknownKinds !== 'object' || unknownKinds === null) return undefined;
  return { form, segments: segments as Checkpoint['segments'], head, unknownKinds };
}
