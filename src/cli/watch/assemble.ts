import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Rng } from '../../base/rng.ts';
import type { Verdict } from '../../compare/verdict.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Clock } from '../../watch/clock.ts';
import { Courier } from '../../watch/courier.ts';
import type { Known } from '../../watch/known.ts';
import { poster } from '../../watch/post.ts';
import { Rounds } from '../../watch/round.ts';
import { openSpool } from '../../watch/spool.ts';
import type { WatchOptions } from '../../watch/watch.ts';
import type { Tell } from '../../watch/watch-event.ts';
import { readingOf } from '../../workspace/fields.ts';
import { lineName } from '../../workspace/ledger.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { toolActor } from '../record.ts';
import { version } from '../version.ts';
import { inspectorOf } from './inspector.ts';
import { type ReceiverOptions, receiverOf, shownReceiver } from './receiver.ts';
import { registerOf } from './register.ts';
import { watchedLine } from './watched-line.ts';

/** Seconds, as they are given. */
export interface Rhythm extends ReceiverOptions {
  readonly every?: number;
  readonly settle?: number;
  readonly patience?: number;
  readonly alertOn?: readonly Verdict[];
  readonly workers?: number;
}

export const DEFAULT_RHYTHM = { every: 30, settle: 5, patience: 60 } as const;

const DEFAULT_ALERTS: readonly Verdict[] = ['early', 'late'];

export interface Assembly {
  readonly workspace: Workspace;
  readonly ledger: LedgerStore;
  readonly known: Known;
  readonly tell: Tell;
}

/** Puts a watch together from what the workspace and the options say. Throws `E_CONFIG`, `E_WRITE`. */
export async function assembleWatch(
  { workspace, ledger, known, tell }: Assembly,
  given: Rhythm,
  context: Context,
): Promise<WatchOptions> {
  const { every, settle, patience } = { ...DEFAULT_RHYTHM, ...defined(given) };
  const receiver = receiverOf(given, workspace, context);
  const spoolFolder = join(workspace.folder, STATE_FOLDER, 'spool');
  const line = lineName(workspace);
  const actor = toolActor(context.env);
  const to = shownReceiver(receiver);
  const courier =
    receiver === undefined
      ? undefined
      : new Courier({
          spool: await openSpool(spoolFolder),
          register: registerOf(ledger, line, actor),
          post: poster(receiver),
          to,
          // Watchers that fail together must not come back together: the one place where chance is wanted.
          rng: new Rng(randomUUID()),
        });
  const clock = clockOf(context);
  const pace = { settle: settle * 1000, patience: patience * 1000 };
  const { fields, alerts } = workspace.config;
  const reading = { name: [], ...(given.workers === undefined ? {} : { workers: given.workers }) };
  const rounds = new Rounds({
    ...pace,
    line,
    list: () => watchedLine(workspace),
    spec: readingOf(fields),
    inspector: inspectorOf(workspace, reading, context),
    ledger,
    known,
    clock,
    actor,
    version: version(),
    alertOn: new Set(given.alertOn ?? alerts?.on ?? DEFAULT_ALERTS),
    hasReceiver: receiver !== undefined,
    tell,
  });
  return {
    ...pace,
    rounds,
    ...(courier === undefined ? {} : { courier }),
    spoolFolder,
    to,
    clock,
    every: every * 1000,
    tell,
  };
}

function clockOf({ now }: Context): Clock {
  return {
    now,
    date: () => new Date(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
  };
}

/** Without members that are undefined: they would hide defaults. */
function defined<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}
