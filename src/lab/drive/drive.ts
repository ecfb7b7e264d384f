import { resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { begin } from './begin.ts';
import { bytesOf } from './disk.ts';
import { openFolder } from './drive-folder.ts';
import { GRACE_MS, outOf, stepCommand } from './driven-command.ts';
import type { DriveEvent, DriveResult, GenerationResult } from './events.ts';
import { resultOf } from './generation-result.ts';
import { interruptedDrive } from './interrupted.ts';
import { Layout, RECORD_FILE, RUNNING_FILE } from './layout.ts';
import { endOrphans } from './orphan.ts';
import type { Recipe } from './recipe.ts';
import { type DoneEntry, DriveRecord, type StepName } from './record.ts';
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
  const lock = await openFolder(layout);
  try {
    return yield* run(recipe, options, layout);
  } finally {
    // Where it cannot be written, the end of the process releases it.
    await lock.release().catch(() => {});
  }
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
