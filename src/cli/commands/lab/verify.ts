import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import type { Judgement } from '../../../lab/verify/judge.ts';
import { type VerifyOptions, verify } from '../../../lab/verify/verify.ts';
import { labJson } from '../../../report/lab/json.ts';
import { verificationTerminal } from '../../../report/lab-verify/terminal.ts';
import { verification } from '../../../report/lab-verify/verification.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { wholeNumber } from '../../reading-options.ts';
import { version } from '../../version.ts';
import { LabBar } from './lab-bar.ts';
import { sectionOption } from './section-option.ts';

/** What the options of `lab verify` are parsed to. */
export interface VerifyCommandOptions {
  readonly seed: number;
  readonly workers?: number;
  readonly only?: VerifyOptions['section'];
  readonly json?: boolean;
}

type Simulate = typeof verify;

/** More threads than this gain nothing: the longest row is what is waited for. */
const MOST_WORKERS = 16;

/** `outcross lab verify`. `simulate`: what does the work. */
export function define(command: Command, context: Context, simulate = verify): void {
  command
    .description(
      'Simulates every closed form of the theory of model collapse at several settings, and holds it against the formula: ' +
        'theory, simulation, standard error, z. Exit status 1 if any |z| is above 4, or more than 1% are above 3.',
    )
    .option('--seed <n>', 'of the simulations; the same seed gives the same table', wholeNumber(0), 1)
    .addOption(sectionOption())
    .option('--workers <n>', 'threads; the table does not depend on it (default: one a core)', wholeNumber(0))
    .option('--json', 'write the table as JSON to standard output, and nothing else');
  addExamples(command, [
    ['outcross lab verify', 'all of it, in under a minute on two cores'],
    ['outcross lab verify --only drift --seed 7', 'one part, with other random numbers'],
  ]);
  command.action((options: VerifyCommandOptions) => run(options, context, simulate));
}

async function run(options: VerifyCommandOptions, context: Context, simulate: Simulate): Promise<void> {
  const { seed } = options;
  const judgement = await judged(options, context, simulate);
  const value = verification(judgement, seed, version());
  context.status = value.status === 'passed' ? 0 : 1;
  if (options.json === true) {
    context.stdout.write(labJson(value));
    return;
  }
  const columns = context.stdout.columns || 80;
  const colour = wantsColour(context.stdout, context.env);
  context.stdout.write(verificationTerminal(value, { columns, colour }));
}

async function judged(
  options: VerifyCommandOptions,
  context: Context,
  simulate: Simulate,
): Promise<Judgement> {
  const { seed, only, workers = Math.min(MOST_WORKERS, availableParallelism()) } = options;
  const bar = new LabBar(context, 'million draws');
  try {
    return await simulate({
      seed,
      workers,
      signal: context.signal,
      onProgress: (done, total) => bar.update(Math.round(done / 1e6), Math.round(total / 1e6)),
      ...(only === undefined ? {} : { section: only }),
    });
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code !== 'E_INTERRUPTED') throw error;
    throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was written', {
      cause: error,
      hint: 'Run the same command again, or a part of it with --only.',
    });
  } finally {
    bar.clear();
  }
}
