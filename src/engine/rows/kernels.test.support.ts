import type { Change } from '../../corpus/change.ts';
import type { Example } from '../../corpus/example.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { RowKernel, RowRemark, RowWriter, ShardPlace } from './row-kernel.ts';

/** What a kernel wrote of a record. */
export interface Written {
  readonly output: number;
  readonly id: string;
  readonly change: Change | undefined;
}

/** Hears what a kernel writes. */
export class Hearer implements RowWriter {
  readonly written: Written[] = [];
  readonly blobs: (readonly [output: number, bytes: Uint8Array])[] = [];
  readonly notes: (RowRemark & { readonly id: string })[] = [];

  write(output: number, { example }: CorpusRecord, change?: Change): void {
    this.written.push({ output, id: example.id, change });
  }

  bytes(output: number, bytes: Uint8Array): void {
    this.blobs.push([output, bytes.slice()]);
  }

  note(_record: CorpusRecord, note: RowRemark): void {
    this.notes.push(note);
  }
}

/** The place of shard `index` of a job. */
export function place(index = 0): ShardPlace {
  return { index, shard: { path: '/a', name: 'a.jsonl', format: 'jsonl', compression: 'none', bytes: 1 } };
}

/** A record of a row that is its example's id and text, and what else is given. */
export function recordOf(
  example: Partial<Example>,
  row = 1,
  more: Record<string, unknown> = {},
): CorpusRecord {
  const { id = `e${row}`, text = '', ...rest } = example;
  return { example: { id, group: id, text, ...rest }, row, value: { id, text, ...more } };
}

/** Runs a kernel over records: what it wrote, and what it found. */
export function heard(
  kernel: RowKernel,
  records: readonly CorpusRecord[],
): { out: Hearer; summary: unknown } {
  const out = new Hearer();
  for (const record of records) kernel.map(record, out);
  return { out, summary: kernel.end() };
}
