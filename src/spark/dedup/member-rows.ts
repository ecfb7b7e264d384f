import { OutcrossError } from '../../base/errors.ts';
import type { Members } from '../../quality/duplicates/member-links.ts';
import { wordsOf } from '../wire/arrow.ts';
import type { WireRow } from '../wire/wire-row.ts';

/** Bytes of a text's name. */
const NAME = 8;

/** Members of buckets as `spark/outcross_spark/buckets.py` sends them: names, where buckets begin, signatures. Throws `E_WORKER` for another row. */
export function membersOf({ kind, meta, data }: WireRow): Members {
  const { members } = meta as { members?: number };
  if (kind !== 'members' || members === undefined) {
    throw new OutcrossError('E_WORKER', `a worker that links members was given a row of kind ${kind}`);
  }
  const begins = members * NAME;
  return {
    length: members,
    texts: wordsOf(data!.subarray(0, begins)),
    begins: data!.subarray(begins, begins + members),
    lanes: data!.subarray(begins + members),
  };
}

/** Links as a row: the leader's name and the other's, four numbers a link. */
export function linksRow(links: Uint32Array): WireRow {
  const data = new Uint8Array(links.buffer, links.byteOffset, links.byteLength);
  return { kind: 'links', shard: -1, meta: { links: links.length / 4 }, data };
}
