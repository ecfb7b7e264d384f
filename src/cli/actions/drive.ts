import { basename, resolve } from 'node:path';
import { CommandError } from '../../lab/drive/command-failure.ts';
import { drive } from '../../lab/drive/drive.ts';
import type { DriveEvent, DriveResult } from '../../lab/drive/events.ts';
import type { Inspect } from '../../lab/drive/inspection.ts';
import { plannedCommands } from '../../lab/drive/planned-commands.ts';
import { readRecipe } from '../../lab/drive/read-recipe.ts';
import type { Recipe } from '../../lab/drive/recipe.ts';
import { quoted } from '../../lab/drive/shell-template.ts';
import type { DriveOptions } from '../../lab/drive/work.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import { DriveView } from '../drive-view.ts';
import { DriveSteps } from '../facts/drive-facts.ts';
import { printError, statusOf } from '../print-error.ts';
import { type LedgerOption, record } from '../record.ts';
import { type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';

export interface DriveCommandOptions extends WorkspaceOptions, LedgerOption {
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

export const DRIVE_SCHEMA = 'outcross.drive-result/1';

/** Drives a recipe, and shows how it goes. Fails the gate where it was stopped at a verdict. */
export async function driveRecipe(
  path: string,
  options: DriveCommandOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(options);
  const recipe = await readRecipe(path);
  const folder = options.output ?? `${recipe.name}-drive`;
  const driving: DriveOptions = {
    folder,
    inspect: inspector(recipe),
    signal: context.signal,
    hurry: secondSignal(context.signal),
    env: context.env,
    outcross: `${quoted(process.execPath)} ${quoted(process.argv[1])}`,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  if (options.dryRun === true) return showPlan(recipe, driving, options, context);
  const view = new DriveView(recipe, context, options.json !== true);
  const steps = new DriveSteps(context.now);
  const remember = () =>
    record(() => steps.facts(recipe, resolve(folder), workspace.folder), options, workspace, context);
  const result = await watched(drive(recipe, driving), view, steps).catch(async (error: unknown) => {
    // Whatever becomes of the ledger, the end of the drive is the error to tell.
    await remember().catch((failure) => printError(failure, context));
    throw error;
  });
  if (options.json === true)
    context.stdout.write(`${JSON.stringify(outcome(recipe, folder, result), undefined, 2)}\n`);
  else view.end(result);
  context.status = result.reason === 'verdict' ? 1 : 0;
  await remember();
}

async function watched(
  events: AsyncGenerator<DriveEvent, DriveResult, void>,
  view: DriveView,
  steps: DriveSteps,
): Promise<DriveResult> {
  try {
    for (;;) {
      const step = await events.next();
      if (step.done) return step.value;
      steps.meet(step.value);
      view.show(step.value);
    }
  } catch (error) {
    view.close();
    steps.fail(statusOf(error) === 130 ? 'cancelled' : 'failed', error instanceof Error ? error.message : '');
    if (error instanceof CommandError) view.lastLines(error.lastLines);
    throw error;
  } finally {
    view.close();
  }
}

function outcome(recipe: Recipe, folder: string, result: DriveResult) {
  return {
    schema: DRIVE_SCHEMA,
    recipe: recipe.name,
    folder: resolve(folder),
    status: result.reason === 'verdict' ? 'stopped' : 'finished',
    generations: result.generations,
  };
}

/** Makes the reports of each generation. They are loaded when there is one: an error in the recipe need not wait for them. */
function inspector({ stop }: Recipe): Inspect {
  return async (input, options, signal) => {
    const { inspectLine } = await import('../inspect-line.ts');
    return inspectLine(input, { ...options, failOn: stop }, signal);
  };
}

/** Given at the second Ctrl-C: after the first the program hears signals no more. */
function secondSignal(first: AbortSignal): AbortSignal {
  const second = new AbortController();
  const listen = () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => second.abort());
  };
  first.addEventListener('abort', listen, { once: true });
  return second.signal;
}

/** Line ends and tabs stay. What would hide a part of a command from who looks at it before it runs does not. */
function visibleCommand(command: string): string {
  return command.replace(/[^\n\t]+/g, visible);
}

function showPlan(
  recipe: Recipe,
  driving: DriveOptions,
  options: DriveCommandOptions,
  context: Context,
): void {
  const planned = plannedCommands(recipe, driving);
  if (options.json === true) {
    context.stdout.write(
      `${JSON.stringify({ schema: `${DRIVE_SCHEMA}-plan`, commands: planned }, undefined, 2)}\n`,
    );
    return;
  }
  const name = basename(recipe.file);
  context.stdout.write(`${visible(name)} is sound. Its commands run in ${visible(recipe.folder)}:\n`);
  for (const { generation, step, command } of planned) {
    context.stdout.write(`\n# ${step} of generation ${generation}\n${visibleCommand(command.trimEnd())}\n`);
  }
}
