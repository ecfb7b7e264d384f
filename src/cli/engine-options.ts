import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { OutcrossError } from '../base/errors.ts';
import type { RowEngine } from '../engine/rows/row-engine.ts';
import { visible } from '../report/visible.ts';
import { CHANNEL_VARIABLE } from '../spark/driver/driver-process.ts';
import type { Application } from '../spark/driver/session.ts';
import type { SparkOptions } from '../spark/spark-options.ts';
import type { EngineSection } from '../workspace/sections.ts';
import type { Workspace } from '../workspace.ts';
import type { Context } from './context.ts';
import { wholeNumber } from './reading-options.ts';
import { version } from './version.ts';

/** What the options that `addEngineOptions` adds are parsed to. */
export interface EngineOptions {
  readonly engine?: 'embedded' | 'spark';
  readonly master?: string;
  readonly python?: string;
  readonly sparkConf?: Readonly<Record<string, string>>;
  readonly archive?: string;
  readonly taskBytes?: number;
  /** Threads of this process. */
  readonly workers?: number;
}

const GROUP = 'Engine options:';

/** The options that say where a corpus is read: the same for every command that can do it on a cluster. */
export function addEngineOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP)
    .addOption(
      new Option(
        '--engine <name>',
        'embedded: threads of this process; spark: a cluster (default: embedded)',
      ).choices(['embedded', 'spark']),
    )
    .option('--master <url>', 'for spark: its master, such as spark://host:7077, yarn or local[2]')
    .option('--python <file>', 'for spark: an interpreter that has pyspark (default: python3)')
    .option('--spark-conf <key=value>', 'for spark: one of its properties; may be given again', property)
    .option('--archive <file>', 'for spark: what `outcross engine pack` made, for executors without Node')
    .option(
      '--task-bytes <n>',
      'for spark: bytes, as stored, that a task reads (default: 134217728)',
      wholeNumber(1),
    );
}

function property(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is no key=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/**
 * Does work with the engine that options or workspace name, undefined standing for this process, and ends what was started for
 * it. Throws `E_USAGE` for options of Spark without Spark, and for `--workers` with it.
 */
export async function withEngine<T>(
  options: EngineOptions,
  workspace: Workspace,
  context: Context,
  work: (engine: RowEngine | undefined) => Promise<T>,
): Promise<T> {
  const spark = sparkOptions(options, workspace, context);
  if (spark === undefined) return work(undefined);
  const { SparkEngine, SparkHost } = await import('../spark/engine.ts');
  const host = new SparkHost(spark, {
    env: context.env as NodeJS.ProcessEnv,
    node: process.execPath,
    script: join(fileURLToPath(new URL('../../package.json', import.meta.url)), '..', 'bin', 'outcross.js'),
    version: version(),
    onStart: (application) => context.stderr.write(started(application, spark.runId)),
  });
  try {
    return await work(new SparkEngine(host));
  } finally {
    await host.close();
  }
}

/** Who does the work, as readers and mappers are told. */
export function hands(
  engine: RowEngine | undefined,
  workers: number | undefined,
): { readonly engine?: RowEngine; readonly workers?: number } {
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(workers === undefined ? {} : { workers }),
  };
}

function started({ master, ui, version }: Application, run: string): string {
  const pages = ui === null ? '' : `, ${visible(ui)}`;
  return `note run ${run} on Spark ${visible(version)} at ${visible(master)}${pages}\n`;
}

/** What the options say over what the workspace says; undefined where the work is done here. */
export function sparkOptions(
  options: EngineOptions,
  { config, folder, placeOf }: Pick<Workspace, 'config' | 'folder' | 'placeOf'>,
  { env }: Pick<Context, 'env'>,
): SparkOptions | undefined {
  const section = sectionOf(config.engine);
  const submitted = env[CHANNEL_VARIABLE] !== undefined;
  const name = options.engine ?? (submitted ? 'spark' : (section.name ?? 'embedded'));
  const { master, python, sparkConf, archive, taskBytes } = options;
  if (name !== 'spark') {
    const [given] = Object.entries({ master, python, sparkConf, archive, taskBytes }).find(isGiven) ?? [];
    if (given !== undefined) throw withoutSpark(given);
    return undefined;
  }
  if (options.workers !== undefined) throw withWorkers();
  if (submitted) return { ...taken(taskBytes ?? section.taskBytes), runId: newRun() };
  const conf = { ...section.conf, ...sparkConf };
  const chosen = {
    master: master ?? section.master,
    python: python ?? inFolder(section.python, folder),
    archive: archive ?? (section.archive === undefined ? undefined : resolve(folder, section.archive)),
  };
  if (chosen.master === undefined)
    throw withoutMaster(config.engine === undefined ? undefined : placeOf(['engine']));
  return {
    ...Object.fromEntries(Object.entries(chosen).filter(isGiven)),
    conf,
    ...taken(taskBytes ?? section.taskBytes),
    runId: newRun(),
  };
}

function isGiven([, value]: [string, unknown]): boolean {
  return value !== undefined;
}

function taken(taskBytes: number | undefined): { readonly taskBytes?: number } {
  return taskBytes === undefined ? {} : { taskBytes };
}

function sectionOf(section: EngineSection | undefined): Exclude<EngineSection, string> {
  return typeof section === 'string' ? { name: section } : (section ?? {});
}

/** A name alone is looked for where programs are. */
function inFolder(path: string | undefined, folder: string): string | undefined {
  return path?.includes('/') ? resolve(folder, path) : path;
}

function newRun(): string {
  return `outcross-${randomUUID().slice(0, 8)}`;
}

function withoutSpark(option: string): OutcrossError {
  const named = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new OutcrossError('E_USAGE', `${named} is for Spark, and the work is done here`, {
    where: named,
    hint: 'Add --engine spark.',
  });
}

function withWorkers(): OutcrossError {
  return new OutcrossError(
    'E_USAGE',
    '--workers is for threads of this process, and the work is done on Spark',
    {
      where: '--workers',
      hint: 'Leave it out: Spark says how many tasks run at once. Or add --engine embedded.',
    },
  );
}

function withoutMaster(where = '--master'): OutcrossError {
  return new OutcrossError('E_USAGE', 'where Spark is was not said', {
    where,
    hint: 'Name its master: --master spark://host:7077, yarn, or local[2] to try it here.',
  });
}
