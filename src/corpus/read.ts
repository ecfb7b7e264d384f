import { readCsv } from './csv.ts';
import { readDocument } from './document.ts';
import { EXAMPLES, Intake } from './intake.ts';
import { readJson } from './json.ts';
import { readJsonl } from './jsonl.ts';
import { readParquet } from './parquet.ts';
import { type CorpusRecord, RECORDS } from './record.ts';
import type { CorpusSpec, Format, ReadEvents, ReadRows, ReadShard, Shard, ShardEnd } from './source.ts';
import { readText } from './text.ts';

/** Reads a shard into an intake, and hands over its batches. */
type Reader = <T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
) => AsyncGenerator<T[], ShardEnd>;

const READERS: Readonly<Record<Format, Reader>> = {
  jsonl: readJsonl,
  json: readJson,
  parquet: readParquet,
  csv: readCsv,
  tsv: readCsv,
  text: readText,
  document: readDocument,
};

/**
 * Reads one shard by its format. A malformed row becomes an event and never stops the run; what the file as a whole
 * cannot give is thrown: `E_NOT_FOUND`, `E_UNREADABLE`, `E_EMPTY`, `E_ENCODING`, `E_FORMAT`, `E_FIELD`, `E_TRUNCATED`.
 * The examples before a cut are handed over before the error. Returning early closes the file.
 */
export const readShard: ReadShard = (shard, spec, events) =>
  READERS[shard.format](shard, spec, events, new Intake(shard.name, events, EXAMPLES));

/** Reads one shard as `readShard` does, every row kept whole: tables with all their columns. */
export const readRecords: ReadRows<CorpusRecord> = (shard, spec, events) =>
  READERS[shard.format](shard, spec, events, new Intake(shard.name, events, RECORDS));
