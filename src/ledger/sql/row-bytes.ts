import { createHash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical.ts';
import type { LedgerEvent } from '../event.ts';
import type { LedgerDatabase } from './database.ts';
import { EVENT_TEXTS } from './rows.ts';

/** Rows of one page. */
const PAGE = 2_000;

/**
 * What stands in the row of an event: its number, the bytes of each column as a list, a colon, the columns one after the other. Lengths come
 * first, so that nothing can be moved from one column to the next and be the same.
 */
export function rowBytes({ seq, kind, at, actor, subjects, body, previous, digest }: LedgerEvent): Buffer {
  const columns = [
    kind,
    at,
    actor.kind,
    actor.name,
    canonicalJson(subjects),
    canonicalJson(body),
    previous,
    digest,
  ];
  const lengths = columns.map((text) => Buffer.byteLength(text));
  return Buffer.from(`${seq},${lengths.join(',')}:${columns.join('')}`);
}

/** SHA-256 of `rowBytes` of the rows after `after` up to `to`, as they are stored: nothing is parsed. */
export async function digestOfRows(
  { db, bytesOf, textFrom }: LedgerDatabase,
  after: number,
  to: number,
): Promise<string> {
  const lengths = EVENT_TEXTS.map((column) => bytesOf(column)).join(` || ',' || `);
  const row = textFrom(`cast(seq as text) || ',' || ${lengths} || ':' || ${EVENT_TEXTS.join(' || ')}`);
  const hash = createHash('sha256');
  for (let last = after; ; ) {
    const rows = await db
      .selectFrom('outcross_event')
      .select(['seq', row.as('row')])
      .where('seq', '>', last)
      .where('seq', '<=', to)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const { row: stored } of rows)
      hash.update(typeof stored === 'string' ? stored : new Uint8Array(stored));
    if (rows.length < PAGE) return hash.digest('hex');
    last = Number(rows[rows.length - 1].seq);
  }
}
