import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** The sub-commands of `review`, in the order that help lists them. */
const REVIEW_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'queue',
    summary: 'make a queue of examples to decide about, most telling first',
    load: () => import('./review/queue.ts'),
  },
  { name: 'decide', summary: 'decide about an example', load: () => import('./review/decide.ts') },
  {
    name: 'import',
    summary: 'bring in decisions that were made elsewhere',
    load: () => import('./review/import.ts'),
  },
  { name: 'list', summary: 'list the newest decisions', load: () => import('./review/list.ts') },
  {
    name: 'agreement',
    summary: 'say how far reviewers of a queue agree, and about what they do not',
    load: () => import('./review/agreement.ts'),
  },
];

/** `outcross review`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'What people decide about examples. outcross mix obeys: rejected examples stay out, edited ones enter as edited, relabelled ones count ' +
        'as what they are called now. A decision holds for the text that was seen, and for no other text of the same id.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross review queue', 'what to look at, of what the next mix would take'],
    ['outcross review decide g1-0017 --decision reject', 'the next mix leaves it out'],
    ['outcross review list', 'who decided what'],
  ]);
  for (const { name, summary } of REVIEW_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = REVIEW_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
