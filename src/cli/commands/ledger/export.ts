import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { Command } from 'commander';
import { atomicWrite } from '../../../base/atomic.ts';
import { systemCode } from '../../../corpus/failure.ts';
import { exportLines } from '../../../ledger/ledger-file.ts';
import { count } from '../../../report/figures.ts';
import { visible } from '../../../report/visible.ts';
import type { Context, Output } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';
import { requireApart, requireWritable } from '../../output-file.ts';

interface ExportOptions extends ReadLedgerOptions {
  readonly output?: string;
}

/** `outcross ledger export`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Writes all events as lines of canonical JSON, oldest first, and a last line with the head: number and digest of the newest. ' +
        'outcross ledger verify FILE verifies such a file without the ledger.',
    )
    .option('-o, --output <file>', 'where to write (default: standard output)');
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross ledger export -o ledger.jsonl', 'a copy to keep elsewhere'],
    ['outcross ledger export | gzip > ledger.jsonl.gz', 'through a pipe'],
  ]);
  command.action((options: ExportOptions) =>
    withLedger(options, async (store) => {
      const { output } = options;
      const toFile = output !== undefined && output !== '-';
      if (toFile) {
        await requireWritable(output);
        await requireApart(output, '--output', [store.place, `${store.place}-wal`]);
      }
      const head = await store.head();
      // What is appended meanwhile is not in this export.
      const lines = exportLines(store.events({ before: head.seq + 1 }));
      if (!toFile) return writeOut(lines, context.stdout);
      await atomicWrite(output, lines);
      const events = head.seq === 1 ? '1 event' : `${count(head.seq)} events`;
      context.stdout.write(`${events} written to ${visible(output)}\nhead ${head.seq}:${head.digest}\n`);
    }),
  );
}

/** As fast as the reader of a pipe takes it. */
async function writeOut(lines: AsyncIterable<string>, stdout: Output): Promise<void> {
  for await (const line of lines) {
    if (stdout.write(line) !== false) continue;
    try {
      await once(stdout as unknown as EventEmitter, 'drain');
    } catch (error) {
      // A reader who has seen enough closes the pipe.
      if (systemCode(error) === 'EPIPE') return;
      throw error;
    }
  }
}
