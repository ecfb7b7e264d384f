import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { define as definePack } from './engine/pack.ts';

/** `outcross engine` and its subcommands. */
export function define(command: Command, context: Context): void {
  command.description('What a cluster needs to run outcross; docs/scale.md says how.').helpCommand(false);
  addExamples(command, [
    ['outcross engine pack --with-node', 'the archive that Spark ships to its executors'],
  ]);
  definePack(command.command('pack'), context);
}
