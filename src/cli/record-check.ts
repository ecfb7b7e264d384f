import { OutcrossError } from '../base/errors.ts';
import type { FileFact } from '../ledger/kinds/parts.ts';
import type { Report } from '../report/report.ts';
import { existingLedgerOf } from '../workspace/ledger.ts';
import { pruneReports } from '../workspace/prune-reports.ts';
import { keepReport } from '../workspace/reports.ts';
import type { Workspace } from '../workspace.ts';
import { checkFacts } from './check-facts.ts';
import type { CheckCommandOptions } from './check-options.ts';
import type { Context } from './context.ts';
import { record } from './record.ts';

/** Records a check where facts are recorded, and keeps its report there; see `record`. */
export async function recordCheck(
  report: Report,
  inputs: readonly string[],
  options: CheckCommandOptions,
  workspace: Workspace,
  context: Context,
): Promise<void> {
  let kept: FileFact | undefined;
  await record(
    async () => {
      kept = await keepReport(workspace.folder, report);
      return checkFacts(report, inputs, options, workspace, kept);
    },
    options,
    workspace,
    context,
  );
  if (kept !== undefined) await prune(report, options, workspace);
}

/** Old reports take room and do no other harm: a check does not fail for them. */
async function prune(report: Report, { ledger }: CheckCommandOptions, workspace: Workspace): Promise<void> {
  try {
    const store = await existingLedgerOf(workspace, typeof ledger === 'string' ? { ledger } : {});
    if (store === undefined) return;
    try {
      await pruneReports(
        store,
        workspace.folder,
        report.generations.map(({ name }) => name),
      );
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
  }
}
