import { type Command, InvalidArgumentError } from 'commander';
import { suggestion } from '../../base/spelling.ts';
import { LEDGER_KEYS, type LedgerKey } from '../../quality/provenance/ledger.ts';
import type { InventoryOptions } from '../actions/inventory.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross inventory`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Prints the source ledger of a corpus: examples, tokens and characters by origin, source, model, generation, licence ' +
        'and evidence, and how much of each is unknown.',
    )
    .helpCommand(false)
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .option('--by <keys>', `one table by these together, with commas: ${LEDGER_KEYS.join(', ')}`, keys)
    .option('--top <n>', 'lines of a table (default: 12)', wholeNumber(1))
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'as JSON');
  addWorkspaceOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross inventory data/', 'what there is, and what nobody knows of it'],
    ['outcross inventory data/ --by source,model --json', 'which model wrote what, for another program'],
    ['outcross inventory data/ --engine spark --master spark://host:7077', 'on a cluster'],
  ]);
  command.action(async (inputs: string[], options: InventoryOptions) => {
    const { takeInventory } = await import('../actions/inventory.ts');
    await takeInventory(inputs, options, context);
  });
}

function keys(text: string): LedgerKey[] {
  const named = text.split(',').map((part) => {
    const word = part.trim();
    if ((LEDGER_KEYS as readonly string[]).includes(word)) return word as LedgerKey;
    const meant = suggestion(word, LEDGER_KEYS);
    throw new InvalidArgumentError(
      `There is no key "${word}". ${meant === '' ? '' : `${meant} `}Known: ${LEDGER_KEYS.join(', ')}.`,
    );
  });
  return [...new Set(named)];
}
