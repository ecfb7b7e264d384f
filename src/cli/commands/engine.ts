import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { define as definePack } from './engine/pack.ts';

/** `outcross engine` and its subcommands. */
export function define(command: Command, context: Context): void {
  command.description('What a cluster needs to run outcross; docs/scale.md says how.').helpCommand(false);
  definePack(command.command('pack'), context);
}
