import { OutcrossError } from '../base/errors.ts';
import { type FolderLock, lockFolder } from '../base/folder-lock.ts';
import { Bell } from './bell.ts';
import type { Clock } from './clock.ts';
import type { Courier, Delivery } from './courier.ts';
import type { RoundResult, Rounds } from './round.ts';
import type { Tell } from './watch-event.ts';

export interface WatchOptions {
  readonly rounds: Rounds;
  /** Absent where nobody is told but by the log. */
  readonly courier?: Courier;
  /** Folder of alerts that wait: one process at a time delivers from it. */
  readonly spoolFolder: string;
  /** The receiver as it may be shown. */
  readonly to: string;
  readonly clock: Clock;
  /** Milliseconds between looks. */
  readonly every: number;
  readonly settle: number;
  readonly patience: number;
  readonly tell: Tell;
  /** Told after each look and each round of deliveries. */
  readonly onState?: (state: WatchState) => void;
}

export interface WatchState {
  readonly result?: RoundResult;
  /** Alerts that wait. */
  readonly waiting: number;
}

/** Milliseconds until somebody who may not deliver asks again whether he may. */
const LOCK_PAUSE = 5_000;

/** Watches until the signal. Whatever goes wrong is told, and tried again. */
export async function watchOn(options: WatchOptions, bell: Bell, signal: AbortSignal): Promise<void> {
  const post = new Bell();
  await Promise.all([looks(options, bell, post, signal), deliveries(options, post, signal)]);
}

async function looks(options: WatchOptions, bell: Bell, post: Bell, signal: AbortSignal): Promise<void> {
  const { rounds, clock, every, settle, tell, courier, onState } = options;
  let said = '';
  while (!signal.aborted) {
    let pause = every;
    try {
      const result = await rounds.look(signal);
      said = '';
      if (result.alerts > 0) post.ring();
      if (result.pending > 0) pause = Math.min(every, Math.max(MIN_PAUSE, settle));
      onState?.({ result, waiting: courier?.waiting ?? 0 });
    } catch (error) {
      if (signal.aborted) return;
      said = tellError(error, said, tell);
    }
    await bell.wait(pause, clock, signal);
  }
}

const MIN_PAUSE = 50;

/** The same error again is not news. Returns what was said. */
function tellError(error: unknown, said: string, tell: Tell): string {
  if (!(error instanceof OutcrossError)) throw error;
  const text = `${error.code} ${error.message}`;
  if (text !== said) tell({ kind: 'error', code: error.code, message: error.message });
  return text;
}

async function deliveries(options: WatchOptions, post: Bell, signal: AbortSignal): Promise<void> {
  const { courier, clock, every, tell, onState } = options;
  if (courier === undefined) return;
  let said = '';
  let lock: FolderLock | undefined;
  try {
    while (!signal.aborted) {
      let pause = LOCK_PAUSE;
      try {
        lock ??= await lockOf(options);
        if (lock !== undefined) pause = (await deliverOnce(options, courier, signal)) ?? every;
        said = '';
        onState?.({ waiting: courier.waiting });
      } catch (error) {
        if (signal.aborted) break;
        said = tellError(error, said, tell);
      }
      await post.wait(pause, clock, signal);
    }
  } finally {
    await lock?.release();
  }
}

/** Undefined where another process delivers. */
async function lockOf({ spoolFolder }: WatchOptions): Promise<FolderLock | undefined> {
  try {
    return await lockFolder(spoolFolder, 'delivers alerts from');
  } catch (error) {
    if (error instanceof OutcrossError && error.code === 'E_LOCKED') return undefined;
    throw error;
  }
}

async function deliverOnce(
  options: WatchOptions,
  courier: Courier,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { clock } = options;
  await courier.gather();
  const tried = await courier.deliver(
    () => clock.now(),
    () => clock.date(),
    signal,
  );
  tellDeliveries(tried, options);
  return courier.due(clock.now());
}

function tellDeliveries(tried: readonly Delivery[], { to, tell }: WatchOptions): void {
  for (const { id: alert, attempts, answer } of tried) {
    const { outcome, status, error } = answer;
    if (outcome === 'taken') tell({ kind: 'delivered', alert, to, attempts });
    else {
      const said = error ?? `it answers ${status}`;
      tell({ kind: 'undelivered', alert, to, attempts, error: said, final: outcome === 'refused' });
    }
  }
}

/**
 * Checks what is new, delivers what waits, and returns. A file that is being written is waited for as long as it does not change; one that
 * keeps changing is left to the next time. Throws what a look throws.
 */
export async function watchOnce(options: WatchOptions, signal: AbortSignal): Promise<RoundResult> {
  const { rounds, clock, settle, patience, courier, onState } = options;
  const until = clock.now() + settle + patience;
  let begun = clock.now();
  let result = await rounds.look(signal);
  // The last look begins after the deadline, however long looks take: what has not changed by then is judged.
  while (result.pending > 0 && begun < until) {
    await clock.sleep(Math.max(MIN_PAUSE, Math.min(settle, until - clock.now())), signal);
    if (signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted: what was checked is recorded');
    begun = clock.now();
    const next = await rounds.look(signal);
    result = {
      ...next,
      checked: result.checked + next.checked,
      alerts: result.alerts + next.alerts,
    };
  }
  const lock = courier === undefined ? undefined : await lockOf(options);
  try {
    if (lock !== undefined && courier !== undefined) await deliverOnce(options, courier, signal);
  } finally {
    await lock?.release();
  }
  onState?.({ result, waiting: courier?.waiting ?? 0 });
  return result;
}
