import type { Command } from 'commander';
import type { LedgerHead } from '../../../ledger/event.ts';
import { readLedgerFile } from '../../../ledger/ledger-file.ts';
import { type Verification, verifyEvents, verifyStore } from '../../../ledger/verify.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, headOption, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';
import { verificationText } from './verification-text.ts';

interface VerifyOptions extends ReadLedgerOptions {
  readonly head?: LedgerHead;
  readonly json?: boolean;
}

/** `outcross ledger verify`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Recomputes every digest, and names what was changed, removed, swapped or added behind the back of the ledger. Exit status 1 where ' +
        'anything is wrong. That the end was cut off, or all was written anew, shows only against a head that was noted elsewhere: --head.',
    )
    .argument('[file]', 'a file of outcross ledger export (default: the ledger itself)')
    .option('--head <number:digest>', 'the newest event as it was noted before', headOption)
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross ledger verify', 'the ledger of this workspace'],
    ['outcross ledger verify ledger.jsonl', 'an export, without the ledger'],
  ]);
  command.action(async (file: string | undefined, options: VerifyOptions) => {
    const { place, found } = await verified(file, options);
    const { stdout, env } = context;
    const columns = stdout.columns || 100;
    stdout.write(
      options.json === true
        ? `${JSON.stringify({ ledger: place, ...found }, undefined, 2)}\n`
        : verificationText(place, found, options.head !== undefined, columns, wantsColour(stdout, env)),
    );
    context.status = found.passed ? 0 : 1;
  });
}

async function verified(
  file: string | undefined,
  options: VerifyOptions,
): Promise<{ place: string; found: Verification }> {
  const { head } = options;
  if (file !== undefined) return { place: file, found: await verifyEvents(readLedgerFile(file), head) };
  return withLedger(options, async (store) => ({
    place: store.place,
    found: await verifyStore(store, head),
  }));
}
