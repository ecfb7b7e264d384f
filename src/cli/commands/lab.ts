import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

interface LabCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ define(command: Command, context: Context): void }>;
}

/** The sub-commands of `lab`, in the order that help lists them. */
const LAB_COMMANDS: readonly LabCommand[] = [
  {
    name: 'list',
    summary: 'scenarios, loops and learners, with one line each',
    load: () => import('./lab/list.ts'),
  },
  {
    name: 'run',
    summary: 'run a scenario through generations, and compare loops',
    load: () => import('./lab/run.ts'),
  },
  {
    name: 'verify',
    summary: 'hold every closed form against simulation',
    load: () => import('./lab/verify.ts'),
  },
  {
    name: 'errors',
    summary: 'tell the three errors of model collapse apart',
    load: () => import('./lab/errors.ts'),
  },
  {
    name: 'drive',
    summary: 'drive your own training pipeline through generations',
    load: () => import('./lab/drive.ts'),
  },
  {
    name: 'train-ngram',
    summary: 'train an n-gram language model: a trainer for drive that needs nothing else',
    load: () => import('./lab/train-ngram.ts'),
  },
  {
    name: 'sample-ngram',
    summary: 'draw examples from such a model',
    load: () => import('./lab/sample-ngram.ts'),
  },
];

/** `outcross lab`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Model collapse from first principles: small models that learn from each other, under every way of mixing real and ' +
        'synthetic data, held against theory and against what others published.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross lab list', 'what can be run'],
    ['outcross lab run categorical --loop replace,accumulate', 'two loops on one plot'],
  ]);
  for (const { name, summary } of LAB_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = LAB_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
