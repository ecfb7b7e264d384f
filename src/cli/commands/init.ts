import type { Command } from 'commander';
import type { InitCommandOptions } from '../actions/init.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** `outcross init`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Makes a workspace: a commented outcross.yaml, from which the other commands take what they are not given, and the folder ' +
        '.outcross/ for what is remembered. On a terminal it asks three things; options and pipes are not asked.',
    )
    .helpCommand(false)
    .argument('[folder]', 'where (default: the working folder)')
    .option('--example', 'with real text and a line of two models that already lose their tails')
    .option('--line <name>', 'what the line of models is called (default: the name of the folder)')
    .option('--human <path>', 'verified human data (default: data/human.jsonl)')
    .option('--generations <pattern>', 'what the generations put out (default: data/g*.jsonl)')
    .option('--group-field <path>', 'field of the author, source or prompt')
    .option('--category-field <path>', 'field of a class, dialect or topic')
    .option('-y, --yes', 'ask nothing')
    .option('-f, --force', 'write over an outcross.yaml');
  addExamples(command, [
    ['outcross init', 'a workspace here'],
    ['outcross init try --example', 'one to look around in; then: cd try && outcross status'],
  ]);
  command.action(async (folder: string | undefined, options: InitCommandOptions) => {
    const { init } = await import('../actions/init.ts');
    await init(folder ?? '.', options, context);
  });
}
