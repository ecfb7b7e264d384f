import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { OutcrossError } from '../../base/errors.ts';
import { shellPath } from '../../base/shell.ts';
import { interrupted } from '../../engine/interruptible.ts';
import { EXAMPLE_ANSWERS, writeExample } from '../../workspace/example.ts';
import { initWorkspace, requireNoConfig } from '../../workspace/init.ts';
import { type InitAnswers, STATE_FOLDER } from '../../workspace/template.ts';
import { CONFIG_NAME } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { version } from '../version.ts';

/** Options of `outcross init`. */
export interface InitCommandOptions {
  readonly example?: boolean;
  readonly line?: string;
  readonly human?: string;
  readonly generations?: string;
  readonly groupField?: string;
  readonly categoryField?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
}

export async function init(folder: string, options: InitCommandOptions, context: Context): Promise<void> {
  const { force, example } = options;
  requireWords(options);
  await requireNoConfig(folder, { force });
  if (example === true) return initExample(folder, options, context);
  const answers = await ask(defaults(folder, options), options, context);
  await initWorkspace(folder, answers, { force });
  context.stdout.write(
    `${join(folder, CONFIG_NAME)} and ${join(folder, STATE_FOLDER)}/ are made. Next:\n\n${nextSteps(folder, [
      ['outcross validate', 'after you edited outcross.yaml'],
      ['outcross anchor', 'split the human data into reservoir and holdout'],
      ['outcross status', 'where the line stands, and what is due'],
    ])}`,
  );
}

/** What was given as nothing would make a configuration that no command opens. */
function requireWords({ line, human, generations, groupField, categoryField }: InitCommandOptions): void {
  const given = {
    '--line': line,
    '--human': human,
    '--generations': generations,
    '--group-field': groupField,
    '--category-field': categoryField,
  };
  const [empty] = Object.entries(given).find(([, value]) => value?.trim() === '') ?? [];
  if (empty === undefined) return;
  throw new OutcrossError('E_OPTION', `${empty} is empty`, {
    where: empty,
    hint: 'A variable of the shell may be unset. Leave the option out for its default.',
  });
}

async function initExample(folder: string, options: InitCommandOptions, context: Context): Promise<void> {
  const answers = { ...EXAMPLE_ANSWERS, ...(options.line === undefined ? {} : { line: options.line }) };
  await writeExample(folder, {
    signal: context.signal,
    version: version(),
    replace: options.force === true,
    onStep: (what) => context.stderr.write(`${what}\n`),
  }).catch((error: unknown) => {
    throw notWhole(folder, error);
  });
  // Last: where it stands, the example is whole.
  await initWorkspace(folder, answers, { force: options.force });
  context.stdout.write(
    `An example workspace is in ${folder}. Try, one after the other:\n\n${nextSteps(folder, [
      ['outcross status', 'where the line stands'],
      ['outcross check', 'is the newest generation healthy?'],
      ['outcross recover', 'what was lost, and how to bring it back'],
      ['outcross mix', 'build the next training set'],
      ['outcross audit', 'the checklist, with a command for each thing that fails'],
    ])}`,
  );
}

/** What was written before it stopped stands there: run as before, it would be in the way. */
function notWhole(folder: string, error: unknown): unknown {
  if (!(error instanceof OutcrossError) || error.code !== 'E_INTERRUPTED') return error;
  return new OutcrossError('E_INTERRUPTED', `interrupted: the example in ${folder} is not whole`, {
    where: folder,
    cause: error,
    hint: `Make it whole: outcross init ${shellPath(folder)} --example --force`,
  });
}

function defaults(folder: string, options: InitCommandOptions): InitAnswers {
  const { line, human, generations, groupField, categoryField } = options;
  return {
    line: line ?? (basename(resolve(folder)) || 'line'),
    human: human ?? 'data/human.jsonl',
    generations: generations ?? 'data/g*.jsonl',
    ...(groupField === undefined ? {} : { group: groupField }),
    ...(categoryField === undefined ? {} : { category: categoryField }),
  };
}

/** Asks what no option says, where a person sits at the terminal. */
async function ask(
  answers: InitAnswers,
  options: InitCommandOptions,
  context: Context,
): Promise<InitAnswers> {
  if (options.yes === true || context.stderr.isTTY !== true || process.stdin.isTTY !== true) return answers;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<never>((_, reject) => lines.once('close', () => reject(interrupted())));
  closed.catch(() => undefined);
  const one = async (key: 'line' | 'human' | 'generations', question: string): Promise<string> => {
    if (options[key] !== undefined) return answers[key];
    const reply = await Promise.race([
      lines.question(`${question} [${answers[key]}] `, { signal: context.signal }),
      closed,
    ]);
    return reply.trim() || answers[key];
  };
  try {
    const line = await one('line', 'What is the line of models called?');
    const human = await one('human', 'Where is the human data that you vouch for?');
    const generations = await one('generations', 'Where is what the generations put out?');
    return { ...answers, line, human, generations };
  } catch (error) {
    throw context.signal.aborted ? interrupted() : error;
  } finally {
    lines.close();
  }
}

function nextSteps(folder: string, steps: readonly (readonly [string, string])[]): string {
  const change = resolve(folder) === process.cwd() ? [] : [[`cd ${shellPath(folder)}`, ''] as const];
  const all = [...change, ...steps];
  const width = Math.max(...steps.map(([command]) => command.length));
  return all.map(([command, why]) => `  ${`${command.padEnd(width)}  ${why}`.trimEnd()}\n`).join('');
}
