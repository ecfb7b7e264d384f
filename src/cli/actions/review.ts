import { OutcrossError } from '../../base/errors.ts';
import type { Origin } from '../../corpus/example.ts';
import { findExamples } from '../../engine/rows/find-corpus.ts';
import { idSet } from '../../engine/rows/id-set.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { REVIEW_KIND, type Review } from '../../ledger/review/standing.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { visible } from '../../report/visible.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import { nextMix } from '../../workspace/mix.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { readingSpec } from '../reading-options.ts';
import { requireMemory } from '../record.ts';
import { withProgress } from '../row-reports.ts';
import { withFields } from '../workspace-options.ts';

/** A decision, and which decision about the example it comes after: 0 for none. */
export interface Decided {
  readonly id: string;
  readonly review: Review;
  readonly after: number;
}

export interface Place {
  readonly workspace: Workspace;
  readonly ledger?: string;
}

/** Throws `E_USAGE` for a relabelling without an origin, and for an edit without a text. */
export function requireWhole(
  {
    decision,
    origin,
    text,
  }: { decision: Review['decision']; origin?: Origin | undefined; text?: string | undefined },
  where: string,
): void {
  const at = where === '' ? '' : `${where}: `;
  if (decision === 'relabel' && origin === undefined) {
    throw new OutcrossError('E_USAGE', `${at}relabel says no origin`, {
      where: where || '--origin',
      hint: 'Say what the example is: human, synthetic, mixed or unknown.',
    });
  }
  if (decision === 'edit' && text === undefined) {
    throw new OutcrossError('E_USAGE', `${at}edit says no text`, {
      where: where || '--text',
      hint: 'Give the text that takes the place of the old one.',
    });
  }
}

/** Opens the ledger that decisions go to. */
export async function openForReview({ workspace, ledger }: Place): Promise<LedgerStore> {
  await requireMemory(workspace, ledger);
  return openLedgerOf(workspace, { create: true, ...(ledger === undefined ? {} : { ledger }) });
}

/** Records one decision. Throws `E_CONFLICT`, which names the decision that stands, where somebody was faster. */
export async function decide(decided: Decided, place: Place): Promise<LedgerEvent> {
  const store = await openForReview(place);
  try {
    const [event] = await appendDecisions(store, [decided]);
    return event;
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code !== 'E_CONFLICT') throw error;
    throw (await conflict(store, decided.id, error)) ?? error;
  } finally {
    await store.close();
  }
}

/** Appends decisions by those who made them, all or none. Throws `E_CONFLICT` where another decision is newer than one expects. */
export function appendDecisions(
  store: LedgerStore,
  decisions: readonly Decided[],
): Promise<readonly LedgerEvent[]> {
  const at = new Date().toISOString();
  return store.append(
    decisions.map(({ id, review }) => ({
      kind: REVIEW_KIND,
      at,
      actor: { kind: 'person', name: review.reviewer },
      subjects: [{ type: 'example', id }],
      body: { ...review },
    })),
    decisions.map(({ id, after }) => ({
      subject: { type: 'example' as const, id },
      kinds: [REVIEW_KIND],
      seq: after,
    })),
  );
}

async function conflict(
  store: LedgerStore,
  id: string,
  cause: OutcrossError,
): Promise<OutcrossError | undefined> {
  for await (const { event } of store.latest('example', [REVIEW_KIND], { ids: [id] })) {
    const { decision, reviewer } = event.body as unknown as Review;
    return new OutcrossError(
      'E_CONFLICT',
      `${visible(id)} was decided about before: ${decision} by ${reviewer}, event ${event.seq}`,
      { cause, where: id, hint: `To decide although it was: --after ${event.seq}` },
    );
  }
  return undefined;
}

/**
 * Digest of what the example holds, in the corpora that are named, else in those that the next mix reads. Throws `E_NOT_FOUND`; `E_CONFLICT`
 * where the id stands for several texts.
 */
export async function seenDigest(
  id: string,
  corpora: readonly string[] | undefined,
  workspace: Workspace,
  context: Context,
): Promise<string> {
  const seen = await seenDigests([id], corpora, workspace, context);
  const [digest, ...others] = seen.get(id) ?? [];
  if (digest === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `no example has the id ${visible(id)}`, {
      where: id,
      hint: 'Name the corpus that it stands in with --in.',
    });
  }
  if (others.length === 0) return digest;
  throw new OutcrossError('E_CONFLICT', `${visible(id)} stands for ${others.length + 1} different texts`, {
    where: id,
    hint: 'Name the one corpus that was seen with --in.',
  });
}

/** Digests of what examples hold, each once: usually one an id. */
export async function seenDigests(
  ids: readonly string[],
  corpora: readonly string[] | undefined,
  workspace: Workspace,
  context: Context,
): Promise<Map<string, Set<string>>> {
  const inputs = corpora ?? (await nextMix(workspace)).inputs;
  if (inputs.length === 0) {
    throw new OutcrossError('E_NO_INPUT', 'where the example stands was not said', {
      where: '--in',
      hint: 'Name its corpus with --in, or write human: and generations: in outcross.yaml.',
    });
  }
  const spec = readingSpec(inputs, withFields({}, workspace.config.fields));
  const found = await withProgress(context, undefined, (onProgress) =>
    findExamples(spec, idSet(ids), { onProgress, signal: context.signal }),
  );
  const seen = new Map<string, Set<string>>();
  for (const { id, seen: digest } of found) seen.set(id, (seen.get(id) ?? new Set()).add(digest));
  return seen;
}
