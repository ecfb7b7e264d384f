import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { OutcrossError } from '../../base/errors.ts';
import type { Verdict } from '../../compare/verdict.ts';
import { bytesOf, makeFolder } from './disk.ts';
import { GRACE_MS, outOf, stepCommand } from './driven-command.ts';
import type { DriveEvent, DriveResult, GenerationResult } from './events.ts';
import type { Figure } from './inspection.ts';
import { interruptedDrive } from './interrupted.ts';
import { Layout, RECORD_FILE, RUNNING_FILE } from './layout.ts';
import { takeLock } from './lock.ts';
import { endOrphans } from './orphan.ts';
import type { Recipe, RecipeConfig } from './recipe.ts';
import { changes, changeText, frozenPart } from './recipe-changes.ts';
import { type DoneEntry, DriveRecord, RECORD_SCHEMA, type StepName } from './record.ts';
import { PERFORM } from './steps.ts';
import type { DriveOptions, Work } from './work.ts';

/**
 * Drives the recipe's pipeline through its generations: mixes, trains, samples and checks, step by step. What a run before did in
 * the folder is kept, and what it left half done is done again from its beginning, so that with commands that always do the same
 * a drive that was killed makes the bytes of one that was not. Yields events and returns how it ended.
 *
 * Throws `E_LOCKED` where another process drives into the folder, `E_CONFIG` where the recipe is not the one it was begun with,
 * `E_COMMAND` for a command that fails, `E_POLICY` for a mix that cannot be made, `E_INTERRUPTED`, `E_UNSUPPORTED` on Windows, and
 * what reading, checking and writing throw. Whatever it throws, all steps that are done are kept.
 */
export async function* drive(
  recipe: Recipe,
  options: DriveOptions,
): AsyncGenerator<DriveEvent, DriveResult, void> {
  if (process.platform === 'win32') {
    throw new OutcrossError(
      'E_UNSUPPORTED',
      'commands are driven through a POSIX shell, which Windows lacks',
      {
        hint: 'Run it in the Windows Subsystem for Linux.',
      },
    );
  }
  const layout = new Layout(resolve(options.folder));
  await requireOwnFolder(layout);
  await makeFolder(layout.folder);
  const lock = await takeLock(layout.folder);
  try {
    return yield* run(recipe, options, layout);
  } finally {
    await lock.release();
  }
}

/** A folder with other things in it is left alone. */
async function requireOwnFolder({ folder }: Layout): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name === RECORD_FILE || /^\.?lock[.-]/.test(name));
  if (names.length === 0 || own.length > 0) return;
  throw new OutcrossError('E_WRITE', `${folder} holds other files, and no drive`, {
    where: folder,
    hint: 'Name a folder that is empty or not there with --output.',
  });
}

async function* run(
  recipe: Recipe,
  options: DriveOptions,
  layout: Layout,
): AsyncGenerator<DriveEvent, DriveResult, void> {
  const record = await DriveRecord.open(layout.at(RECORD_FILE));
  const work: Work = { recipe, options, layout, record };
  const resumed = await begin(recipe, record);
  yield { kind: 'started', folder: layout.folder, resumed };
  if (await endOrphans(layout.at(RUNNING_FILE), options.graceMs ?? GRACE_MS)) {
    yield { kind: 'note', message: 'a command that the run before had left running was ended' };
  }
  yield* advance(work, 'human', 0);
  const results: GenerationResult[] = [];
  for (let generation = 1; generation <= recipe.config.generations; generation++) {
    let kept = true;
    for (const step of ['mix', 'train', 'sample', 'check'] as const) {
      kept = (yield* advance(work, step, generation)) && kept;
    }
    const result = resultOf(work, generation);
    results.push(result);
    yield { kind: 'generation', result, kept };
    if (recipe.stop.includes(result.verdict)) return { reason: 'verdict', generations: results };
  }
  return { reason: 'generations', generations: results };
}

/** Notes the recipe of a drive; requires that what was done before rests on the same. True where anything was. */
async function begin(recipe: Recipe, record: DriveRecord): Promise<boolean> {
  // As it is read back from the record.
  const now = JSON.parse(JSON.stringify(recipe.config)) as RecipeConfig;
  const before = record.recipe;
  if (before !== undefined) requireSame(recipe, before, record);
  if (!isDeepStrictEqual(before, now)) {
    await record.append({ kind: 'begin', schema: RECORD_SCHEMA, recipe: now });
  }
  return record.hasDone('human');
}

function requireSame(recipe: Recipe, before: RecipeConfig, record: DriveRecord): void {
  const isDone = (step: StepName) => record.hasDone(step);
  const found = changes(frozenPart(before, isDone), frozenPart(recipe.config, isDone));
  if (found.length === 0) return;
  throw new OutcrossError(
    'E_CONFIG',
    `the recipe is not the one that this drive was begun with: ${found.map(changeText).join('; ')}`,
    {
      where: recipe.placeOf(found[0].path),
      hint: 'Put it back as it was, or drive into another folder with --output. Only generations, stop and timeout may change.',
    },
  );
}

/** Does a step, unless it is done. True where it was. */
async function* advance(
  work: Work,
  step: StepName,
  generation: number,
): AsyncGenerator<DriveEvent, boolean, void> {
  const { record, options, layout } = work;
  const what = nameOf(step, generation);
  const done = record.done(step, generation);
  if (done !== undefined) {
    await requireOutputs(layout, done);
    yield { kind: 'done', step, generation, kept: true };
    return true;
  }
  if (options.signal?.aborted) throw interruptedDrive(what);
  yield { kind: 'step', step, generation, ...commandOf(work, step, generation) };
  try {
    const { outputs, facts } = await PERFORM[step](work, generation);
    const sizes = await Promise.all(
      outputs.map(async (path) => [path, (await bytesOf(layout.at(path)))!] as const),
    );
    await record.append({ kind: 'done', step, generation, outputs: Object.fromEntries(sizes), facts });
  } catch (error) {
    throw await noted(error, work, step, generation);
  }
  yield { kind: 'done', step, generation, kept: false };
  return false;
}

function commandOf(work: Work, step: StepName, generation: number): { command?: string } {
  if (step !== 'train' && step !== 'sample') return {};
  return { command: stepCommand(work, step, generation, outOf(work, step, generation)) };
}

function nameOf(step: StepName, generation: number): string {
  return step === 'human' ? 'the split of the human examples' : `${step} of generation ${generation}`;
}

/** Notes in the record that a step failed. An interruption gets the words that say how to go on. */
async function noted(error: unknown, { record }: Work, step: StepName, generation: number): Promise<unknown> {
  if (error instanceof OutcrossError && error.code === 'E_INTERRUPTED') {
    return interruptedDrive(nameOf(step, generation), error);
  }
  const message = error instanceof Error ? error.message : String(error);
  // A disk that is full may be what failed: the first error is the one to tell.
  await record.append({ kind: 'failed', step, generation, message }).catch(() => {});
  return error;
}

async function requireOutputs(layout: Layout, { outputs }: DoneEntry): Promise<void> {
  for (const [path, bytes] of Object.entries(outputs)) {
    const found = await bytesOf(layout.at(path));
    if (found === bytes) continue;
    const what = found === undefined ? 'is gone' : `has ${found} bytes, and had ${bytes} when it was made`;
    throw new OutcrossError(
      found === undefined ? 'E_NOT_FOUND' : 'E_UNREADABLE',
      `${layout.at(path)} ${what}`,
      {
        where: layout.at(path),
        hint: 'Later generations rest on it: restore it, or drive into another folder with --output.',
      },
    );
  }
}

function resultOf({ record, layout }: Work, generation: number): GenerationResult {
  const facts = (step: StepName) => record.done(step, generation)!.facts;
  const { human, synthetic } = facts('mix') as { human: number; synthetic: number };
  const { examples, malformed } = facts('sample') as { examples: number; malformed: number };
  const checked = facts('check') as {
    verdict: Verdict;
    why: string;
    remedy: string;
    figures: readonly Figure[];
    reports: readonly string[];
  };
  const { verdict, why, remedy, figures } = checked;
  const reports = checked.reports.map((name) => [name, layout.file(generation, name)]);
  return {
    generation,
    training: { human, synthetic },
    examples,
    malformed,
    verdict,
    why,
    remedy,
    figures,
    reports: Object.fromEntries(reports) as Record<string, string>,
  };
}
