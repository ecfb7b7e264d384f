import { fileBytes } from '../../corpus/bytes.ts';
import { LineSplitter } from '../../corpus/lines.ts';
import { planShards } from '../../corpus/plan.ts';
import { readRecords } from '../../corpus/read.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import type { TreePart } from '../../proof/tree-file/layout.ts';

const QUIET = { badRow() {}, progress() {} };

/**
 * The record of a row that was met before, in the piece of the file that it was met in; undefined where it is no longer there. Of JSON
 * lines only that line is parsed. Throws as `planShards` and `readRecords`.
 *
 * @param row Line or row of the file, from 1.
 */
export async function findRow(
  path: string,
  spec: CorpusSpec,
  part: TreePart,
  row: number,
): Promise<CorpusRecord | undefined> {
  const [whole] = await planShards({ ...spec, inputs: [path] }, { targetBytes: Number.MAX_SAFE_INTEGER });
  const shard: Shard = part.range === undefined ? whole : { ...whole, range: part.range };
  const wanted = row - part.rowsBefore;
  if (shard.format === 'jsonl' && shard.compression === 'none') return lineAt(shard, spec, wanted);
  for await (const batch of readRecords(shard, spec, QUIET)) {
    const found = batch.find((record) => record.row === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function lineAt(shard: Shard, spec: CorpusSpec, wanted: number): Promise<CorpusRecord | undefined> {
  const offset = await offsetOf(shard, wanted);
  if (offset === undefined) return undefined;
  // A range holds the lines that start in it.
  for await (const [record] of readRecords({ ...shard, range: [offset, offset + 1] }, spec, QUIET))
    return record;
  return undefined;
}

async function offsetOf(shard: Shard, wanted: number): Promise<number | undefined> {
  let line = 0;
  let found: number | undefined;
  const meet = (offset: number) => {
    if (++line === wanted) found = offset;
  };
  const [from, to] = shard.range ?? [0, Number.POSITIVE_INFINITY];
  const splitter = new LineSplitter(
    { line: (_bytes, _start, _end, offset) => meet(offset), overlong: (_head, offset) => meet(offset) },
    Number.MAX_SAFE_INTEGER,
    { from, to },
  );
  // The byte before a range tells whether a line starts at it.
  const { path, name } = shard;
  for await (const bytes of fileBytes({ path, name, start: Math.max(0, from - 1) })) {
    splitter.push(bytes);
    if (found !== undefined || splitter.done) return found;
  }
  splitter.end();
  return found;
}
