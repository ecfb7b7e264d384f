import { filesFact } from '../../ledger/files-fact.ts';
import type { Fact } from '../../ledger/recorder.ts';
import { checkSteps } from '../../report/check.ts';
import type { Candidate } from '../../watch/candidate.ts';
import type { Inspector } from '../../watch/round.ts';
import { keepReport } from '../../workspace/reports.ts';
import type { Workspace } from '../../workspace.ts';
import { byTurns } from '../by-turns.ts';
import { checkFacts } from '../check-facts.ts';
import { loadInputs } from '../check-inputs.ts';
import type { CheckCommandOptions } from '../check-options.ts';
import { readLeniently, readProfile } from '../check-profile.ts';
import { withWorkspaceInputs } from '../check-workspace.ts';
import type { Context } from '../context.ts';
import { readingSpec } from '../reading-options.ts';
import { version } from '../version.ts';

/** Reads and judges as `outcross check` does without arguments. */
export function inspectorOf(workspace: Workspace, given: CheckCommandOptions, context: Context): Inspector {
  const { folder } = workspace;
  return {
    digest: async ({ name, paths }) => (await filesFact(name, paths, folder)).sha256,
    async read({ corpus }) {
      const options = await withWorkspaceInputs([], given, workspace);
      await readLeniently(
        readingSpec(corpus, options),
        (spec) => readProfile(spec, options, context),
        () => {},
      );
    },
    check: async (line) =>
      checkNewest(line, await withWorkspaceInputs([], given, workspace), workspace, context),
  };
}

async function checkNewest(
  line: readonly Candidate[],
  reading: CheckCommandOptions,
  workspace: Workspace,
  context: Context,
): Promise<readonly [Fact, Fact]> {
  const names = new Set(line.map(({ name }) => name));
  const only = <T>(facts: ReadonlyMap<string, T> | undefined) =>
    new Map([...(facts ?? [])].filter(([name]) => names.has(name)));
  const options: CheckCommandOptions = {
    ...reading,
    line: line.map(({ name, corpus }) => ({ name, inputs: corpus })),
    trainingInputs: only(reading.trainingInputs),
    builtSets: only(reading.builtSets),
    modelFiles: only(reading.modelFiles),
  };
  const input = await loadInputs([], options, context);
  const report = await byTurns(checkSteps(input, { version: version() }), context.signal);
  // Only the newest is news; those before it keep the verdicts that they were given.
  const [checked, verdict] = await checkFacts(
    { ...report, generations: report.generations.slice(-1) },
    [],
    options,
    workspace,
    await keepReport(workspace.folder, report),
  );
  const at = (fact: Fact): Fact => ({ ...fact, body: { ...fact.body, position: line.length } });
  return [at(checked), at(verdict)];
}
