import type { Command } from 'commander';

/** Adds examples to the end of a command's help: what to type, and what it does. */
export function addExamples(command: Command, examples: readonly (readonly [string, string])[]): void {
  const lines = examples.map(([typed, meaning]) => `  $ ${typed}\n      ${meaning}`);
  const title = examples.length === 1 ? 'Example:' : 'Examples:';
  command.addHelpText('after', `\n${title}\n${lines.join('\n')}`);
}
