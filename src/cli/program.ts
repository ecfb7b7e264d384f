import { Command } from 'commander';
import { wantsColour } from './colour.ts';
import { COMMANDS } from './commands.ts';
import type { Context } from './context.ts';
import { addExamples } from './examples.ts';
import { errorText } from './print-error.ts';
import { version } from './version.ts';

/** The command line. Only the commands named in `args` are loaded; the others are known by their summaries. */
export async function createProgram(args: readonly string[], context: Context): Promise<Command> {
  const program = new Command('outcross');
  program
    .description(
      'Detects model collapse, builds training sets that do not cause it, and shows why it happens.',
    )
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show help for a command')
    // What stands after a command is its own: `profile merge -o` is not `profile -o`.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(usageText(text, context)),
      getOutHelpWidth: () => context.stdout.columns || 100,
      getErrHelpWidth: () => context.stderr.columns || 100,
      getOutHasColors: () => wantsColour(context.stdout, context.env),
      getErrHasColors: () => wantsColour(context.stderr, context.env),
    })
    .showHelpAfterError(false);
  addExamples(program, [
    ['outcross check g1.jsonl g2.jsonl --against human.jsonl', 'is this line of models healthy?'],
    [
      'outcross mix anchor/reservoir.jsonl g1.jsonl --anchor anchor -o train.jsonl',
      'build the next training set',
    ],
    ['outcross lab run categorical', 'see rare things die out'],
    ['outcross help profile', 'options and examples of a command'],
  ]);
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).summary(summary);
    if (args.includes(name)) (await load()).define(command, context);
  }
  return program;
}

/** commander's `error: unknown option '--fromat'\n(Did you mean --format?)` in the words of all other errors. */
function usageText(text: string, context: Context): string {
  const [first, ...rest] = text.trim().split('\n');
  const meant = rest.map((line) => line.replace(/^\((.*)\)$/, '$1')).join(' ');
  const hint = meant === '' ? 'Options and examples: outcross help <command>' : meant;
  const colour = wantsColour(context.stderr, context.env);
  return errorText('E_USAGE', first.replace(/^error: /, ''), { hint }, colour);
}
