import { dirname } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { filesOf } from '../../corpus/inputs.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { Bell } from '../../watch/bell.ts';
import { hintOfChange } from '../../watch/hint.ts';
import { Known } from '../../watch/known.ts';
import type { RoundResult } from '../../watch/round.ts';
import { type WatchOptions, watchOn, watchOnce } from '../../watch/watch.ts';
import type { WatchEvent } from '../../watch/watch-event.ts';
import { lineName, openLedgerOf } from '../../workspace/ledger.ts';
import { limitReports } from '../../workspace/limit-reports.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { requireAnchor } from '../recover/situation.ts';
import { assembleWatch, type Rhythm } from '../watch/assemble.ts';
import { type LogFormat, logLine } from '../watch/log.ts';
import { type MetricsOptions, MetricsSink } from '../watch/metrics-sink.ts';
import { watchedLine, watchedWorkspace } from '../watch/watched-line.ts';
import { type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross watch`. */
export interface WatchCommandOptions extends WorkspaceOptions, Rhythm, MetricsOptions {
  readonly once?: boolean;
  readonly logFormat?: LogFormat;
  readonly ledger?: string;
  /** Kept reports of the line that stay; all where neither is given. */
  readonly keepReports?: number;
  readonly keepReportDays?: number;
}

export async function watch(
  place: string | undefined,
  options: WatchCommandOptions,
  context: Context,
): Promise<void> {
  const own = await workspaceOf(options);
  await requireAnchor(own);
  const workspace = await watchedWorkspace(own, place);
  requireGenerations(workspace);
  const { ledger: named } = options;
  const ledger = await openLedgerOf(workspace, {
    create: true,
    ...(named === undefined ? {} : { ledger: named }),
  });
  const known = new Known(ledger, lineName(workspace));
  const metrics = new MetricsSink(lineName(workspace), known, options);
  const tell = (event: WatchEvent) => {
    metrics.take(event);
    context.stdout.write(logLine(event, new Date(), options.logFormat ?? 'plain'));
    if (event.kind === 'checked') pruning = pruning.then(() => prune(ledger, workspace, options, tell));
  };
  let pruning: Promise<void> = Promise.resolve();
  try {
    await known.refresh();
    const watching = {
      ...(await assembleWatch({ workspace, ledger, known, tell }, options, context)),
      onState: (state: Parameters<MetricsSink['state']>[0]) => {
        metrics.state(state);
        void metrics
          .write()
          .catch((error: OutcrossError) => tell({ kind: 'error', code: error.code, message: error.message }));
      },
    };
    const address = await metrics.serve(options);
    if (address !== undefined) context.stderr.write(`metrics on http://${address}/metrics\n`);
    if (options.once === true) await once(watching, known, workspace, context, metrics);
    else await forever(watching, workspace, context);
  } finally {
    await pruning;
    await metrics.close();
    await ledger.close();
  }
}

/** Old reports take room and do no other harm: a watch goes on where they cannot be removed. */
async function prune(
  ledger: LedgerStore,
  { folder }: Workspace,
  { keepReports: count, keepReportDays: days }: WatchCommandOptions,
  tell: (event: WatchEvent) => void,
): Promise<void> {
  if (count === undefined && days === undefined) return;
  const limits = { ...(count === undefined ? {} : { count }), ...(days === undefined ? {} : { days }) };
  try {
    await limitReports(ledger, folder, limits, Date.now());
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    tell({ kind: 'error', code: error.code, message: error.message });
  }
}

function requireGenerations(workspace: Workspace): void {
  if (workspace.config.generations !== undefined) return;
  throw new OutcrossError('E_NO_INPUT', 'what to watch was not said', {
    where: workspace.file,
    hint: 'Name a folder or a pattern, such as outcross watch "out/g*.jsonl", or write generations: in outcross.yaml.',
  });
}

async function once(
  watching: WatchOptions,
  known: Known,
  workspace: Workspace,
  context: Context,
  metrics: MetricsSink,
): Promise<void> {
  const result = await watchOnce(watching, context.signal);
  await metrics.write();
  if (result.unreadable !== undefined) throw result.unreadable;
  if (fails(result, known, workspace)) context.status = 1;
}

/** By the verdict on the newest generation, whenever it was given. */
function fails({ newest }: RoundResult, known: Known, { config }: Workspace): boolean {
  const verdict = newest === undefined ? undefined : known.verdictOf(newest);
  const failOn: readonly string[] = config.gates?.failOn ?? ['early', 'late'];
  return verdict !== undefined && failOn.includes(verdict);
}

/** Ends on a signal, which is how a service ends: with status 0. */
async function forever(
  watching: WatchOptions,
  workspace: Workspace,
  { signal, stderr }: Context,
): Promise<void> {
  const bell = new Bell();
  const end = hintOfChange(await foldersOf(workspace), () => bell.ring());
  stderr.write(`watching the line ${lineName(workspace)}; Ctrl-C ends it\n`);
  try {
    await watchOn(watching, bell, signal);
  } finally {
    end();
  }
}

/** Folders of the files that are there now: where the next one is likely to come. */
async function foldersOf(workspace: Workspace): Promise<string[]> {
  const { format, modality } = workspace.config.fields ?? {};
  const folders: string[] = [];
  for (const { corpus } of await watchedLine(workspace)) {
    for (const input of corpus) {
      const files = await filesOf(input, format, modality).catch(() => []);
      folders.push(...files.map(({ path }) => dirname(path)));
    }
  }
  return [...new Set(folders)];
}
