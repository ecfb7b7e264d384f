import { type Kysely, sql } from 'kysely';
import { KIND_NAMES, kindOf } from '../kinds.ts';
import type { EventJson } from './database.ts';
import type { LedgerTables } from './tables.ts';

/**
 * What the indices of subjects say that the events do not. An event's subjects are in its row too, and the newest event of a kind
 * about a subject follows from both.
 */
export async function findIndexFaults(db: Kysely<LedgerTables>, json: EventJson): Promise<string[]> {
  const faults: string[] = [];
  const wrong = await first(
    db,
    `select e.seq as seq from outcross_event e left join
      (select seq, count(*) as n from outcross_subject group by seq) s on s.seq = e.seq
      where coalesce(s.n, 0) <> ${json.count} order by e.seq limit 1`,
  );
  const other =
    wrong ??
    (await first(
      db,
      `select e.seq as seq from outcross_event e ${json.each} left join outcross_subject s
      on s.seq = e.seq and s.type = ${json.type} and s.id = ${json.id} where s.seq is null order by e.seq limit 1`,
    ));
  if (other !== undefined) faults.push(`the index of subjects does not have those of event ${other}`);
  const orphan = await first(
    db,
    `select s.seq as seq from outcross_subject s left join outcross_event e on e.seq = s.seq
      where e.seq is null order by s.seq limit 1`,
  );
  if (orphan !== undefined) faults.push(`the index of subjects names event ${orphan}, which is not there`);
  const stale = (await first(db, STALE)) ?? (await first(db, wrongState(json)));
  if (stale !== undefined) faults.push(`the index of current events is wrong about event ${stale}`);
  return faults;
}

/** Rows of the newest events that should be there and are not, and the other way round. */
const STALE = `select coalesce(l.seq, t.seq) as seq from
  (select s.type, s.id, e.kind, max(s.seq) as seq from outcross_subject s
    join outcross_event e on e.seq = s.seq group by s.type, s.id, e.kind) t
  full outer join outcross_latest l on l.type = t.type and l.id = t.id and l.kind = t.kind
  where l.seq is null or t.seq is null or l.seq <> t.seq limit 1`;

/** Rows of the newest events whose state is not the one that the event gives; kinds of a later version aside. States hold no character that JSON escapes. */
function wrongState({ member }: EventJson): string {
  const cases = KIND_NAMES.flatMap((kind) => {
    const name = kindOf(kind)?.state;
    return name === undefined ? [] : [`when '${kind}' then ${member(name)}`];
  });
  return `select l.seq as seq from outcross_latest l join outcross_event e on e.seq = l.seq
    where e.kind in (${KIND_NAMES.map((kind) => `'${kind}'`).join(', ')})
      and '"' || l.state || '"' <> coalesce(case e.kind ${cases.join(' ')} end, '""') order by l.seq limit 1`;
}

async function first(db: Kysely<LedgerTables>, query: string): Promise<number | undefined> {
  const { rows } = await sql.raw<{ seq: number | string }>(query).execute(db);
  return rows.length === 0 ? undefined : Number(rows[0].seq);
}
