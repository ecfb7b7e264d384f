import { atomicWrite } from '../base/atomic.ts';
import type { BadRow } from './source.ts';

/**
 * Writes malformed rows to `path`, a JSON object a line (`file`, `row`, `reason`, `raw`), for a person to look through.
 * The file appears whole or not at all. Throws `E_WRITE`.
 */
export async function writeQuarantine(
  path: string,
  rows: AsyncIterable<BadRow> | readonly BadRow[],
): Promise<void> {
  await atomicWrite(path, linesOf(rows));
}

async function* linesOf(rows: AsyncIterable<BadRow> | readonly BadRow[]): AsyncGenerator<string> {
  for await (const { file, row, reason, raw } of rows)
    yield `${JSON.stringify({ file, row, reason, raw })}\n`;
}
