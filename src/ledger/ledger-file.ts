import { createReadStream } from 'node:fs';
import { canonicalJson } from '../base/canonical.ts';
import { OutcrossError } from '../base/errors.ts';
import { readFailure } from '../corpus/failure.ts';
import { EMPTY_HEAD } from './digest.ts';
import type { LedgerEvent, LedgerHead } from './event.ts';

/** Names the form of a ledger's export, in its last line. */
export const EXPORT_FORMAT = 'outcross.ledger/1';

interface LastLine {
  readonly format: typeof EXPORT_FORMAT;
  readonly head: LedgerHead;
}

/** Events as lines of canonical JSON, and a last line with the head: whoever cuts the file cuts that off. */
export async function* exportLines(events: AsyncIterable<LedgerEvent>): AsyncGenerator<string> {
  let head: LedgerHead = EMPTY_HEAD;
  for await (const event of events) {
    head = { seq: event.seq, digest: event.digest };
    yield `${canonicalJson(event)}\n`;
  }
  const last: LastLine = { format: EXPORT_FORMAT, head };
  yield `${canonicalJson(last)}\n`;
}

/**
 * The events of an exported file, streamed. Throws `E_LEDGER`, with file and line, for a line that no export writes, for a last line
 * that is missing or names another head than the last event, and for anything after it; `E_NOT_FOUND`, `E_UNREADABLE`.
 */
export async function* readLedgerFile(path: string): AsyncGenerator<LedgerEvent> {
  let head: LedgerHead = EMPTY_HEAD;
  let ended = false;
  let line = 0;
  for await (const text of linesOf(path)) {
    const where = `${path}:${++line}`;
    if (ended) throw fileError(where, 'something stands after the last line of the export');
    const value = valueIn(text, where);
    if ('format' in value) {
      requireLast(value, head, where);
      ended = true;
    } else {
      const event = value as unknown as LedgerEvent;
      if (!Number.isSafeInteger(event.seq) || typeof event.digest !== 'string')
        throw fileError(where, 'the line is no event');
      head = { seq: event.seq, digest: event.digest };
      yield event;
    }
  }
  if (!ended)
    throw fileError(`${path}:${line}`, 'the file ends without the line of its head: its end was cut off');
}

/** By line feeds alone: `node:readline` also ends lines at U+2028, which JSON may hold. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const piece of createReadStream(path, 'utf8') as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch (error) {
    throw readFailure(path, error);
  }
  if (rest !== '') yield rest;
}

function valueIn(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fileError(where, 'the line is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fileError(where, 'the line is no event');
  // Keys given twice, other spellings of a number, white space: a reader could take it otherwise than it was written.
  if (!isCanonical(value, text)) throw fileError(where, 'the line is not as an export writes it');
  return value as Record<string, unknown>;
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function requireLast({ format, head }: Record<string, unknown>, found: LedgerHead, where: string): void {
  if (format !== EXPORT_FORMAT) {
    throw new OutcrossError('E_LEDGER', `${where} is of the format ${JSON.stringify(format)}`, {
      where,
      hint: 'A later version of Outcross wrote it: update.',
    });
  }
  if (canonicalJson(head ?? null) === canonicalJson(found)) return;
  throw fileError(where, `the last line names another head than the last event, which is ${found.seq}`);
}

function fileError(where: string, what: string): OutcrossError {
  return new OutcrossError('E_LEDGER', `${where}: ${what}`, {
    where,
    hint: 'Compare it with another export, or with the ledger itself.',
  });
}
