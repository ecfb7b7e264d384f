import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { OutcrossError } from '../base/errors.ts';
import type { Actor } from '../ledger/event.ts';
import { type Fact, recordFacts } from '../ledger/recorder.ts';
import { openLedgerOf, recordsFacts } from '../workspace/ledger.ts';
import type { Workspace } from '../workspace.ts';
import type { Context } from './context.ts';
import { errorText } from './print-error.ts';

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
 * Records what a command did, where a ledger is named, or there is a workspace. `facts` is asked for only then. Where a place was
 * named (`--ledger`, or `ledger:` in `outcross.yaml`) what cannot be recorded is an error; else a warning, since the work
 * itself is done.
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
  try {
    const store = await openLedgerOf(workspace, {
      create: true,
      ...(named === undefined ? {} : { ledger: named }),
    });
    try {
      await recordFacts(store, await facts(), { actor: toolActor(context.env), now });
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    if (named !== undefined || workspace.config.ledger !== undefined) throw error;
    const [first, ...rest] = errorText(
      error.code,
      `nothing was recorded: ${error.message}`,
      error,
      false,
    ).split('\n');
    context.stderr.write([first.replace(/^error/, 'warning'), ...rest].join('\n'));
  }
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
