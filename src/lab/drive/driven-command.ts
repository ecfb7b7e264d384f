import { resolve } from 'node:path';
import { Rng } from '../../base/rng.ts';
import { runCommand } from './command.ts';
import { commandError } from './command-failure.ts';
import { interruptedDrive } from './interrupted.ts';
import { GENERATION_FILES, HOLDOUT, type Layout, RESERVOIR, RUNNING_FILE } from './layout.ts';
import { DRIVE_VARIABLE, forgetRunning, noteRunning } from './orphan.ts';
import { type CommandName, type Placeholder, RAW, variableOf } from './placeholders.ts';
import type { Recipe } from './recipe.ts';
import { fillTemplate } from './shell-template.ts';
import type { DriveOptions, Work } from './work.ts';

/** Milliseconds between the signals that stop a command. */
export const GRACE_MS = 10_000;

/** What a command is made of. */
export interface CommandWork {
  readonly recipe: Recipe;
  readonly layout: Layout;
  readonly options: Pick<DriveOptions, 'folder' | 'outcross'>;
}

/** Where the command of a step writes, until it has succeeded. */
export function outOf({ recipe, layout }: CommandWork, step: CommandName, generation: number): string {
  const { half, model, sampled } = GENERATION_FILES;
  const name = step === 'train' ? model : `${sampled}.${recipe.output.format}`;
  return layout.file(generation, `${half}/${name}`);
}

/** The command of a step as it is run; `out` is where it is to write. */
export function stepCommand(work: CommandWork, step: CommandName, generation: number, out: string): string {
  return fillTemplate(work.recipe[step], stepValues(work, step, generation, out), RAW);
}

function stepValues(
  { recipe, options, layout }: CommandWork,
  step: CommandName,
  generation: number,
  out: string,
): Readonly<Record<Placeholder, string>> {
  const { examples, base } = recipe.config;
  const file = (g: number, name: string) => resolve(layout.file(g, name));
  return {
    data: file(generation, GENERATION_FILES.mix),
    model: file(generation, GENERATION_FILES.model),
    previousModel: generation > 1 ? file(generation - 1, GENERATION_FILES.model) : (base ?? ''),
    generation: String(generation),
    out: resolve(out),
    seed: String(new Rng(`${recipe.seed}/${step}/${generation}`).uint32() >>> 1),
    examples: examples === undefined ? '' : String(examples),
    human: resolve(layout.at(RESERVOIR)),
    holdout: resolve(layout.at(HOLDOUT)),
    outcross: options.outcross ?? 'outcross',
  };
}

/**
 * Runs `train` or `sample` of a generation to its end. Throws `E_COMMAND` where it fails or takes too long, `E_INTERRUPTED` where
 * it was stopped.
 */
export async function runStepCommand(
  work: Work,
  step: CommandName,
  generation: number,
  out: string,
): Promise<void> {
  const { recipe, options, layout } = work;
  const log = resolve(layout.file(generation, `${step}.log`));
  const running = layout.at(RUNNING_FILE);
  const drive = resolve(layout.folder);
  const { timeoutMs } = recipe;
  const end = await runCommand({
    command: stepCommand(work, step, generation, out),
    cwd: recipe.folder,
    env: { ...environment(work, stepValues(work, step, generation, out)), [DRIVE_VARIABLE]: drive },
    log,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    signal: options.signal,
    hurry: options.hurry,
    graceMs: options.graceMs ?? GRACE_MS,
    onStart: (group) => noteRunning(running, group, drive),
  }).finally(() => forgetRunning(running));
  if (end.stopped) throw interruptedDrive(`${step} of generation ${generation}`);
  if (end.status === 0 && !end.timedOut) return;
  throw await commandError({ end, what: `${step} of generation ${generation}`, log, timeoutMs });
}

function environment({ recipe, options }: Work, values: Readonly<Record<Placeholder, string>>) {
  const { outcross: _, ...paths } = values;
  const own = Object.entries(paths).map(([name, value]) => [variableOf(name), value]);
  const given = Object.entries(recipe.config.env ?? {}).map(([name, value]) => [name, String(value)]);
  return { ...(options.env ?? process.env), ...Object.fromEntries(given), ...Object.fromEntries(own) };
}
