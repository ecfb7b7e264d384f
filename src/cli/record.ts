import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { OutcrossError } from '../base/errors.ts';
import type { Actor } from '../ledger/event.ts';
import type { Fact } from '../ledger/recorder.ts';
import { recordsFacts } from '../workspace/ledger.ts';
import type { Workspace } from '../workspace.ts';
import type { Context } from './context.ts';

/** What the options that `addRecordOptions` adds are parsed to. */
export interface LedgerOption {
  /** A file or `postgres://...`, or false under `--no-ledger`. */
  readonly ledger?: string | boolean;
}

/** Who is named as the actor, where it is not the account of the system. */
const ACTOR = 'OUTCROSS_ACTOR';

/** What says where a command records what it did. */
export function addRecordOptions(command: Command): Command {
  return command
    .option(
      '--ledger <place>',
      'record facts here: a file, or postgres://... (default: as outcross.yaml says)',
    )
    .option('--no-ledger', 'record nothing');
}

/**
 * Records what a command did, where a ledger is named, or there is a workspace. `facts` is asked for only then, once the work is
 * durable and its result shown. What cannot be recorded is an error, and the result stays: the facts are kept in a file, if there is
 * room for one, that `outcross ledger record` takes later.
 */
export async function record(
  facts: () => Promise<readonly Fact[]> | readonly Fact[],
  { ledger }: LedgerOption,
  workspace: Workspace,
  context: Context,
  now: () => Date = () => new Date(),
): Promise<void> {
  const named = typeof ledger === 'string' ? ledger : undefined;
  if (ledger === false || (named === undefined && !(await recordsFacts(workspace)))) return;
  const { appendFacts } = await import('./facts/append-facts.ts');
  await appendFacts(
    facts,
    { actor: toolActor(context.env), now, ...(named === undefined ? {} : { named }) },
    workspace,
  );
}

/**
 * For commands that do nothing but record: throws `E_NOT_FOUND` where no ledger is named and there is no workspace, rather than
 * leave a ledger in a folder where nobody looks for one.
 */
export async function requireMemory(workspace: Workspace, named: string | undefined): Promise<void> {
  if (named !== undefined || (await recordsFacts(workspace))) return;
  throw new OutcrossError(
    'E_NOT_FOUND',
    `there is no workspace here, and so no ledger: ${workspace.folder}`,
    {
      where: workspace.folder,
      hint: 'Make a workspace with outcross init, or name a ledger with --ledger.',
    },
  );
}

/** The tool, on behalf of whoever runs it. */
export function toolActor(env: Context['env']): Actor {
  return { kind: 'tool', name: personName(env) };
}

/** `OUTCROSS_ACTOR`, else the account. */
export function personName(env: Context['env']): string {
  const given = env[ACTOR]?.trim();
  if (given !== undefined && given !== '') return given.slice(0, 200);
  try {
    return userInfo().username || 'unknown';
  } catch {
    // A container may run as a number that no account has.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
