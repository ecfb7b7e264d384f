import { type Fact, fact } from '../../ledger/recorder.ts';
import { openAnchor, readAnchorDocument } from '../../quality/anchor/open-anchor.ts';
import { runDrill } from '../../recover/drill/drill.ts';
import type { DrillResult } from '../../recover/drill/result.ts';
import { paint } from '../../report/terminal/paint.ts';
import { lineName } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { readingSpec } from '../reading-options.ts';
import { record } from '../record.ts';
import { drillLines } from '../recover/drill-text.ts';
import type { RecoverCommandOptions } from '../recover/options.ts';
import { requireAnchor } from '../recover/situation.ts';
import { version } from '../version.ts';
import { withFields } from '../workspace-options.ts';

/** Steps of a drill that goes to its end. */
const DRILL_STEPS = 7;

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Runs a drill on human data of the workspace; status 1 where the response did not work. */
export async function drill(
  options: RecoverCommandOptions,
  workspace: Workspace,
  context: Context,
): Promise<void> {
  const anchor = await requireAnchor(workspace);
  const [{ reservoir }, document] = [await openAnchor(anchor), await readAnchorDocument(anchor)];
  const { stderr, stdout, env, signal, now, channel } = context;
  let done = 0;
  const onStep = (name: string) => {
    channel?.progress({ label: name, done: done++, total: DRILL_STEPS, unit: 'steps' });
    if (stderr.isTTY === true) stderr.write(`${name}\n`);
  };
  const spec = readingSpec([reservoir], withFields({}, workspace.config.fields));
  const result = await runDrill(
    { spec, examples: document.reservoir.examples },
    { signal, now, version: version(), onStep },
  );
  if (options.json === true) stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else {
    const columns = stdout.columns || PIPE_COLUMNS;
    stdout.write(paint(drillLines(result, columns), columns, wantsColour(stdout, env)));
  }
  if (!result.worked) context.status = 1;
  if (options.dryRun !== true) await record(() => drillFacts(result, workspace), options, workspace, context);
}

export function drillFacts({ scenario, steps, seconds, worked }: DrillResult, workspace: Workspace): Fact[] {
  const line = lineName(workspace);
  return [
    fact(
      'drill.ran',
      [
        { type: 'drill', id: scenario },
        { type: 'line', id: line },
      ],
      {
        scenario,
        steps: steps.map(({ name, seconds: took, result }) => ({ name, seconds: took, result })),
        seconds,
        result: worked ? 'passed' : 'failed',
        version: version(),
      },
    ),
  ];
}
