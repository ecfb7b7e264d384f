import type { Command } from 'commander';
import type { Context } from './context.ts';

/** A command's own file. */
export interface CommandModule {
  /** Gives the command its arguments, options, examples and action. */
  define(command: Command, context: Context): void;
}

export interface CommandEntry {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** Loaded only when the command is named: help and version must not wait for the rest. */
  readonly load: () => Promise<CommandModule>;
}
