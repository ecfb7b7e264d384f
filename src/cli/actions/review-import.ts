import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { OutcrossError } from '../../base/errors.ts';
import { ORIGINS, type Origin } from '../../corpus/example.ts';
import { readFailure } from '../../corpus/failure.ts';
import { REVIEW_KIND, type Review } from '../../ledger/review/standing.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { count } from '../../report/figures.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import { given } from '../facts/corpus-fact.ts';
import type { ReadLedgerOptions } from '../ledger-options.ts';
import { personName } from '../record.ts';
import { workspaceOf } from '../workspace-options.ts';
import { appendDecisions, type Decided, openForReview, requireWhole, seenDigests } from './review.ts';

export interface ImportOptions extends ReadLedgerOptions {
  readonly reviewer?: string;
  readonly in?: readonly string[];
  readonly json?: boolean;
}

/** Decisions that are appended at once. */
const AT_ONCE = 2000;
/** Conflicts that are named. */
const NAMED = 10;
/** Times that a batch is tried again where somebody decides meanwhile. */
const TRIES = 5;

interface Imported {
  imported: number;
  there: number;
  readonly conflicts: {
    readonly where: string;
    readonly id: string;
    readonly event: number;
    readonly by: string;
  }[];
}

interface Line extends Decided {
  readonly where: string;
}

/** Brings in decisions. Ends with status 1 where some were left out. */
export async function importDecisions(file: string, options: ImportOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(options);
  const { ledger } = options;
  const lines = await linesOf(file, options.reviewer ?? personName(context.env));
  const unseen = lines.filter(({ review }) => review.seen === undefined).map(({ id }) => id);
  const seen =
    unseen.length === 0
      ? new Map<string, Set<string>>()
      : await seenDigests(unseen, options.in, workspace, context);
  const bound = lines.map((line) => boundTo(line, seen));
  const store = await openForReview({ workspace, ...given({ ledger }) });
  const done: Imported = { imported: 0, there: 0, conflicts: [] };
  try {
    for (let at = 0; at < bound.length; at += AT_ONCE) {
      if (context.signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
      await importBatch(store, bound.slice(at, at + AT_ONCE), done);
    }
  } finally {
    await store.close();
  }
  show(done, options, context);
}

async function importBatch(store: LedgerStore, lines: readonly Line[], done: Imported): Promise<void> {
  for (let tried = 1; ; tried++) {
    const found = await sorted(store, lines);
    try {
      if (found.fresh.length > 0) await appendDecisions(store, found.fresh);
    } catch (error) {
      // Somebody decided between our look and our writing: look again.
      if (error instanceof OutcrossError && error.code === 'E_CONFLICT' && tried < TRIES) continue;
      throw error;
    }
    done.imported += found.fresh.length;
    done.there += found.there;
    done.conflicts.push(...found.conflicts);
    return;
  }
}

async function sorted(store: LedgerStore, lines: readonly Line[]) {
  const newest = new Map<string, { readonly seq: number; readonly review: Review }>();
  for await (const { id, event } of store.latest('example', [REVIEW_KIND], {
    ids: lines.map(({ id }) => id),
  })) {
    newest.set(id, { seq: event.seq, review: event.body as unknown as Review });
  }
  const fresh: Line[] = [];
  const conflicts: Imported['conflicts'][number][] = [];
  let there = 0;
  for (const line of lines) {
    const before = newest.get(line.id);
    if (before === undefined ? line.after === 0 : before.seq === line.after) fresh.push(line);
    else if (before !== undefined && isSame(before.review, line.review)) there++;
    else
      conflicts.push({
        where: line.where,
        id: line.id,
        event: before?.seq ?? 0,
        by: before?.review.reviewer ?? '',
      });
  }
  return { fresh, there, conflicts };
}

function isSame(a: Review, b: Review): boolean {
  const parts = ['decision', 'origin', 'text', 'reviewer', 'seen'] as const;
  return parts.every((part) => a[part] === b[part]);
}

function boundTo(line: Line, found: ReadonlyMap<string, ReadonlySet<string>>): Line {
  if (line.review.seen !== undefined) return line;
  const digests = [...(found.get(line.id) ?? [])];
  if (digests.length === 1) return { ...line, review: { ...line.review, seen: digests[0] } };
  const what = digests.length === 0 ? 'no example has the id' : 'several texts stand under the id';
  throw new OutcrossError('E_ROW', `${line.where}: ${what} ${visible(line.id)}`, {
    where: line.where,
    hint: 'Name the corpus that was seen with --in, or give the digest of what was seen as "seen".',
  });
}

async function linesOf(file: string, reviewer: string): Promise<Line[]> {
  const lines: Line[] = [];
  const seen = new Set<string>();
  const input = createReadStream(file);
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const where = `${file}:${++number}`;
      if (text.trim() === '') continue;
      const line = lineOf(text, where, reviewer);
      if (seen.has(line.id)) throw faulty(where, `a second decision about ${visible(line.id)}`);
      seen.add(line.id);
      lines.push(line);
    }
  } catch (error) {
    throw error instanceof OutcrossError ? error : readFailure(file, error);
  }
  return lines;
}

const WORDS = ['accept', 'reject', 'edit', 'relabel', 'skip', 'undo'];

function lineOf(text: string, where: string, reviewer: string): Line {
  const row = parsed(text, where);
  const { id, decision, origin, text: edited, note, seen, after } = row;
  if (typeof id !== 'string' || id === '') throw faulty(where, 'there is no id');
  if (!WORDS.includes(decision as string)) throw faulty(where, `decision is none of ${WORDS.join(', ')}`);
  if (origin !== undefined && !ORIGINS.includes(origin as Origin))
    throw faulty(where, `origin is none of ${ORIGINS.join(', ')}`);
  if (seen !== undefined && !/^[0-9a-f]{64}$/.test(String(seen))) throw faulty(where, 'seen is no SHA-256');
  if (after !== undefined && !Number.isSafeInteger(after))
    throw faulty(where, 'after is no number of an event');
  const review = {
    decision,
    reviewer: typeof row['reviewer'] === 'string' ? row['reviewer'] : reviewer,
    ...given({ origin, text: edited, note, seen }),
  } as Review;
  requireWhole(review, where);
  return { id, review, after: (after as number | undefined) ?? 0, where };
}

function parsed(text: string, where: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {}
  throw faulty(where, 'the line is no JSON object');
}

function faulty(where: string, what: string): OutcrossError {
  return new OutcrossError('E_ROW', `${where}: ${what}`, {
    where,
    hint: 'A line is such as {"id": "e7", "decision": "reject", "reviewer": "zoe"}.',
  });
}

function show({ imported, there, conflicts }: Imported, { json }: ImportOptions, context: Context): void {
  if (conflicts.length > 0) context.status = 1;
  if (json === true) {
    const document = { schema: 'outcross.review-import/1', imported, there, conflicts };
    context.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  const passed = there === 0 ? '' : `, ${count(there)} there already`;
  context.stdout.write(`${count(imported)} ${imported === 1 ? 'decision' : 'decisions'} recorded${passed}\n`);
  if (conflicts.length === 0) return;
  const named = conflicts
    .slice(0, NAMED)
    .map(
      ({ where, id, event, by }) =>
        `  ${visible(where)}: ${visible(id)}, ${event === 0 ? 'no decision is there yet' : `decided by ${visible(by)} in event ${event}`}\n`,
    );
  const more = conflicts.length > NAMED ? `  and ${count(conflicts.length - NAMED)} more\n` : '';
  context.stderr.write(
    `conflict ${count(conflicts.length)} left out: somebody decided otherwise. To decide although they did, say "after": the number of that event.\n${named.join('')}${more}`,
  );
}
