import { type Command, InvalidArgumentError } from 'commander';
import { suggestion } from '../../base/spelling.ts';
import { GUARD_KEYS, type GuardKey } from '../../engine/rows/guard-rows.ts';
import type { GuardCommandOptions } from '../actions/guard.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross guard`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Refuses data that does not state where it comes from: ends with status 1 and names file and row. Says nothing where all is ' +
        'in order. Made for a hook before a commit and for a step of CI.',
    )
    .helpCommand(false)
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .option(
      '--require <keys>',
      `what every example must state, with commas: ${GUARD_KEYS.join(', ')} (default: origin; model and generation are not asked of human data)`,
      keys,
    )
    .option('--allow-unknown', 'take an origin that is stated to be unknown for an answer')
    .option('--top <n>', 'rows that are named (default: 10)', wholeNumber(1))
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'as JSON');
  addWorkspaceOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross guard data/*.jsonl', 'is every row tagged?'],
    ['outcross guard data/ --require origin,source,license', 'with source and licence'],
    ['outcross guard data/ --engine spark --master spark://host:7077', 'on a cluster'],
  ]);
  command.action(async (inputs: string[], options: GuardCommandOptions) => {
    const { guard } = await import('../actions/guard.ts');
    await guard(inputs, options, context);
  });
}

function keys(text: string): GuardKey[] {
  const named = text.split(',').map((part) => {
    const word = part.trim();
    if ((GUARD_KEYS as readonly string[]).includes(word)) return word as GuardKey;
    const meant = suggestion(word, GUARD_KEYS);
    throw new InvalidArgumentError(
      `There is no key "${word}". ${meant === '' ? '' : `${meant} `}Known: ${GUARD_KEYS.join(', ')}.`,
    );
  });
  return [...new Set(named)];
}
