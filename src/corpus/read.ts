import { OutcrossError } from '../base/errors.ts';
import { readCsv } from './csv.ts';
import { readDocument } from './document.ts';
import { readImage } from './images/image-file.ts';
import { readImageRows } from './images/image-rows.ts';
import { readIdx, readNpyPictures } from './images/stack.ts';
import { EXAMPLES, Intake } from './intake.ts';
import { readJson } from './json.ts';
import { readJsonl } from './jsonl.ts';
import { readNpy } from './npy/read.ts';
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
  npy: readNpy,
  image: readImage,
  idx: readIdx,
};

/**
 * Reads one shard by its format. A malformed row becomes an event and never stops the run; what the file as a whole
 * cannot give is thrown: `E_NOT_FOUND`, `E_UNREADABLE`, `E_EMPTY`, `E_ENCODING`, `E_FORMAT`, `E_FIELD`, `E_TRUNCATED`,
 * `E_UNSUPPORTED` of a shard that is read elsewhere.
 * The examples before a cut are handed over before the error. Returning early closes the file.
 */
export const readShard: ReadShard = (shard, spec, events) =>
  readerOf(shard, spec)(shard, spec, events, new Intake(shard.name, events, EXAMPLES));

/** Reads one shard as `readShard` does, every row kept whole: tables with all their columns. */
export const readRecords: ReadRows<CorpusRecord> = (shard, spec, events) =>
  readerOf(shard, spec)(shard, spec, events, new Intake(shard.name, events, RECORDS));

/** Pictures are read from files and arrays as such; from a table by way of its rows. */
function readerOf({ format, remote }: Shard, { modality }: CorpusSpec): Reader {
  if (remote !== undefined) throw shownOnly(remote.uri);
  if (modality !== 'image' || format === 'image' || format === 'idx') return READERS[format];
  if (format === 'npy') return readNpyPictures;
  return (shard, spec, events, intake) => readImageRows(READERS[format], { shard, spec, events, intake });
}

/** What stands in the place of its bytes are zeros. */
function shownOnly(uri: string): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', `${uri} is read on Spark, which this work does not go to`, {
    where: uri,
    hint: 'Copy it to a file.',
  });
}
