import { type Kysely, sql } from 'kysely';
import type { LedgerTables } from './tables.ts';

/**
 * What the indices of subjects say that the events do not. An event's subjects are in its row too, and the newest event of a kind
 * about a subject follows from both.
 */
export async function findIndexFaults(db: Kysely<LedgerTables>, subjectCount: string): Promise<string[]> {
  const faults: string[] = [];
  const wrong = await first(
    db,
    `select e.seq as seq from outcross_event e left join
      (select seq, count(*) as n from outcross_subject group by seq) s on s.seq = e.seq
      where coalesce(s.n, 0) <> ${subjectCount} order by e.seq limit 1`,
  );
  if (wrong !== undefined) faults.push(`the index of subjects does not have those of event ${wrong}`);
  const orphan = await first(
    db,
    `select s.seq as seq from outcross_subject s left join outcross_event e on e.seq = s.seq
      where e.seq is null order by s.seq limit 1`,
  );
  if (orphan !== undefined) faults.push(`the index of subjects names event ${orphan}, which is not there`);
  const stale = await first(db, STALE);
  if (stale !== undefined) faults.push(`the index of current events is wrong about event ${stale}`);
  return faults;
}

/** Rows of the newest events that should be there and are not, and the other way round. */
const STALE = `select coalesce(l.seq, t.seq) as seq from
  (select s.type, s.id, e.kind, max(s.seq) as seq from outcross_subject s
    join outcross_event e on e.seq = s.seq group by s.type, s.id, e.kind) t
  full outer join outcross_latest l on l.type = t.type and l.id = t.id and l.kind = t.kind
  where l.seq is null or t.seq is null or l.seq <> t.seq limit 1`;

async function first(db: Kysely<LedgerTables>, query: string): Promise<number | undefined> {
  const { rows } = await sql.raw<{ seq: number | string }>(query).execute(db);
  return rows.length === 0 ? undefined : Number(rows[0].seq);
}
