import { mkdir } from 'node:fs/promises';
import type { RecoveryPlan } from '../../recover/plan.ts';
import { recover as planRecovery } from '../../recover/recover.ts';
import { paint } from '../../report/terminal/paint.ts';
import { pathIn } from '../../workspace/paths.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { record } from '../record.ts';
import { planFacts } from '../recover/facts.ts';
import type { RecoverCommandOptions } from '../recover/options.ts';
import { requireAnchor, situationOf } from '../recover/situation.ts';
import { planLines, widthOf } from '../recover/text.ts';
import { workspaceOf } from '../workspace-options.ts';

/** Where plans go unless an option says otherwise, below the folder of the workspace. */
const FOLDER = 'recovery';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

export async function recover(options: RecoverCommandOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(options);
  if (options.drill === true) {
    await requireAnchor(workspace);
    const { drill } = await import('./recover-drill.ts');
    return drill(options, workspace, context);
  }
  const folder = options.output ?? pathIn(workspace, FOLDER);
  const dryRun = options.dryRun === true;
  const plan = await withEngine(options, workspace, context, async (engine) => {
    const situation = await situationOf(options, workspace, context, engine);
    if (!dryRun) await mkdir(folder, { recursive: true });
    return planRecovery(situation, {
      folder,
      dryRun,
      signal: context.signal,
      ...hands(engine, options.workers),
    });
  });
  show(plan, options, context);
  if (dryRun || plan.phase === 'none') return;
  await record(() => planFacts(plan, workspace), options, workspace, context);
}

function show(plan: RecoveryPlan, { json }: RecoverCommandOptions, { stdout, env }: Context): void {
  if (json === true) {
    stdout.write(`${JSON.stringify(plan, undefined, 2)}\n`);
    return;
  }
  const columns = stdout.columns || PIPE_COLUMNS;
  const lines = planLines(plan, columns);
  stdout.write(paint(lines, widthOf(lines, columns), wantsColour(stdout, env)));
}
