import type { Fragment } from '../../engine/engine.ts';
import type { RowFragment } from '../../engine/rows/row-job.ts';
import { decodeValue, encodeValue } from '../wire/value.ts';
import type { WireRow } from '../wire/wire-row.ts';

/** A fragment of an engine as a row. */
export function toWireRow(fragment: Fragment | RowFragment): WireRow {
  switch (fragment.kind) {
    case 'part':
      return { kind: 'part', shard: -1, meta: { parts: 1 }, data: fragment.bytes };
    case 'rows':
      return { kind: 'rows', shard: fragment.shard, meta: fragment.rows };
    case 'notes':
      return { kind: 'notes', shard: fragment.shard, meta: fragment.notes };
    case 'block': {
      const { shard, output, bytes, ends } = fragment;
      return { kind: 'block', shard, meta: { output }, data: bytes, ends };
    }
    case 'end': {
      const { kind, shard, ...meta } = fragment;
      if (!('summary' in meta)) return { kind, shard, meta };
      const { summary, ...counts } = meta;
      return { kind, shard, meta: counts, data: encodeValue(summary) };
    }
  }
}

/** The fragment of a profile that a row is; undefined for rows that are none. */
export function toFragment({ kind, shard, meta, data }: WireRow): Fragment | undefined {
  if (kind === 'part') return { kind, bytes: data! };
  if (kind === 'rows') return { kind, shard, rows: meta as never };
  if (kind === 'end') return { kind, shard, ...(meta as { rows: number; malformed: number }) };
  return undefined;
}

/** The fragment of records that a row is; undefined for rows that are none. */
export function toRowFragment({ kind, shard, meta, data, ends }: WireRow): RowFragment | undefined {
  switch (kind) {
    case 'block': {
      const { output } = meta as { output: number };
      return { kind, shard, output, bytes: new Uint8Array(data!), ends: new Uint32Array(ends!) };
    }
    case 'rows':
      return { kind, shard, rows: meta as never };
    case 'notes':
      return { kind, shard, notes: meta as never };
    case 'end':
      return { kind, shard, ...(meta as Counts), summary: decodeValue(data!) };
    default:
      return undefined;
  }
}

interface Counts {
  readonly rows: number;
  readonly rowsBefore: number;
  readonly malformed: number;
  readonly invalidEncoding: number;
}
