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

/** All commands, in the order that help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'say whether a line of models is healthy, on which evidence, and what to do',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'profile',
    summary: 'summarise a corpus in a small file that can be compared and merged',
    load: () => import('./commands/profile.ts'),
  },
];
