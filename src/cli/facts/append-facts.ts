import { randomUUID } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { EventDraft } from '../../ledger/event.ts';
import { draftsOf, type Fact, type RecordOptions } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import { UNRECORDED_FOLDER, UNRECORDED_SCHEMA, type Unrecorded } from '../../ledger/unrecorded.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';

export interface AppendOptions extends RecordOptions {
  /** The ledger that an option named. */
  readonly named?: string;
}

/**
 * Appends facts to the ledger of a workspace. Throws as opening and appending do, with a hint that says how to record later what is
 * lost now.
 */
export async function appendFacts(
  facts: () => Promise<readonly Fact[]> | readonly Fact[],
  options: AppendOptions,
  workspace: Workspace,
): Promise<void> {
  let drafts: readonly EventDraft[] | undefined;
  try {
    drafts = draftsOf(await facts(), options);
    const { named } = options;
    const store = await openLedgerOf(workspace, {
      create: true,
      ...(named === undefined ? {} : { ledger: named }),
    });
    try {
      await store.append(drafts);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    throw await unrecorded(error, drafts, workspace);
  }
}

/** The same error, which says that the work is done, and how to record it later. */
async function unrecorded(
  error: OutcrossError,
  drafts: readonly EventDraft[] | undefined,
  workspace: Workspace,
): Promise<OutcrossError> {
  const { code, where, hint, message, cause } = error;
  const kept = drafts === undefined || !drafts.every(isEvent) ? undefined : await keep(drafts, workspace);
  const later =
    kept === undefined
      ? 'To record it, run the command again once that is mended.'
      : `To record it later: outcross ledger record ${kept}`;
  return new OutcrossError(code, `the work is done, and nothing was recorded: ${message}`, {
    ...(where === undefined ? {} : { where }),
    ...(cause === undefined ? {} : { cause }),
    hint: hint === undefined ? later : `${hint} ${later}`,
  });
}

/** What a ledger refuses for what it says, it would refuse later too. */
function isEvent(draft: EventDraft): boolean {
  try {
    requireDraft(draft);
    return true;
  } catch {
    return false;
  }
}

/** Undefined where there is no room for the file either. */
async function keep(drafts: readonly EventDraft[], { folder }: Workspace): Promise<string | undefined> {
  const kept: Unrecorded = { schema: UNRECORDED_SCHEMA, drafts };
  const place = join(folder, UNRECORDED_FOLDER);
  const file = join(place, `${randomUUID()}.json`);
  try {
    await mkdir(place, { recursive: true });
    await atomicWrite(file, `${JSON.stringify(kept)}\n`);
    await chmod(file, 0o600);
    return relative(process.cwd(), file);
  } catch {
    return undefined;
  }
}
