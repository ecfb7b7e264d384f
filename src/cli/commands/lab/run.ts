import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import type { LabRun } from '../../../lab/run/result.ts';
import { runLab } from '../../../lab/run/run.ts';
import { settle } from '../../../lab/run/settings.ts';
import { scenarioOf } from '../../../lab/scenarios/catalogue.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { requireWritable } from '../../output-file.ts';
import { version } from '../../version.ts';
import { LabBar } from './lab-bar.ts';
import { addRunOptions, type RunOptions, requestOf } from './run-options.ts';
import { showLab } from './show-lab.ts';

/** `outcross lab run`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Runs a scenario: a model is fitted on real data, the next on what the loop makes of its output, and so on. Several ' +
        'loops, temperatures and cut-offs are compared on the same random numbers.',
    )
    .argument('<scenario>', 'one of `outcross lab list`');
  addRunOptions(command);
  addExamples(command, [
    ['outcross lab run gaussian', 'the variance of a Gaussian that learns from itself'],
    ['outcross lab run categorical --loop replace,subsample,accumulate', 'three loops on one plot'],
    [
      'outcross lab run categorical --loop fresh:0.01,fresh:0.1 --html lab.html',
      'how much real data, as a web page',
    ],
    ['outcross lab run text --temperature 1,0.7 --out runs/text', 'two temperatures; can be resumed'],
  ]);
  command.action((scenario: string, options: RunOptions) => run(scenario, options, context));
}

async function run(name: string, options: RunOptions, context: Context): Promise<void> {
  const settings = settle(scenarioOf(name), requestOf(options));
  if (options.html !== undefined) await requireWritable(options.html);
  if (options.resume === true && options.out === undefined) throw noFolder();
  const bar = new LabBar(context, 'generations');
  let result: LabRun;
  try {
    result = await runLab(settings, {
      version: version(),
      signal: context.signal,
      onProgress: (done, total) => bar.update(done, total),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      ...(options.out === undefined ? {} : { out: { folder: options.out, resume: options.resume === true } }),
    });
  } catch (error) {
    throw interruption(error, options);
  } finally {
    bar.clear();
  }
  await showLab(result, options, context);
}

function noFolder(): OutcrossError {
  return new OutcrossError('E_USAGE', '--resume needs the folder of the run', {
    where: '--resume',
    hint: 'Name it with --out.',
  });
}

/** An interruption in words that say what was kept; every other error as it is. */
function interruption(error: unknown, { out }: RunOptions): unknown {
  if (!(error instanceof OutcrossError) || error.code !== 'E_INTERRUPTED') return error;
  if (out === undefined) {
    return new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was kept', {
      cause: error,
      hint: 'With --out FOLDER a run keeps what is finished, and can be resumed.',
    });
  }
  return new OutcrossError('E_INTERRUPTED', `interrupted: what is finished is kept in ${out}`, {
    where: out,
    cause: error,
    hint: 'Run the same command again with --resume to go on.',
  });
}
