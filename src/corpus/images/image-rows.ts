import type { Example } from '../example.ts';
import { fieldAt } from '../fields.ts';
import { Intake, type Keeping, type RowSource } from '../intake.ts';
import type { BadRow, CorpusSpec, ReadEvents, Shard, ShardEnd } from '../source.ts';
import { imageFieldOf } from './image-field.ts';
import { imageOfValue } from './image-value.ts';

/** A row whose picture is still to be decoded. */
interface PendingRow {
  readonly example: Example;
  readonly row: number;
  readonly source: RowSource;
}

/** Reads the rows of a table into an intake. */
export type ReadTable = (
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<PendingRow>,
) => AsyncGenerator<PendingRow[], ShardEnd>;

/** What a table of pictures is read with. */
export interface ImageRowsReading<T> {
  readonly shard: Shard;
  readonly spec: CorpusSpec;
  readonly events: ReadEvents;
  readonly intake: Intake<T>;
}

/** Bytes of rows that wait: pictures in a table are rows of megabytes. */
const PENDING_UNITS = 1 << 16;

function pendingRows(whole: boolean): Keeping<PendingRow> {
  return {
    whole,
    keep(example, row, { value, bytes, start, end }) {
      if (!whole || bytes === undefined) return { example, row, source: { value } };
      const line = Buffer.from(bytes.subarray(start, end));
      return { example, row, source: { value, bytes: line, start: 0, end: line.length } };
    },
    units: () => PENDING_UNITS,
  };
}

/**
 * Reads a table each of whose rows holds a picture or names its file. Rows without a picture that can be decoded are malformed,
 * told in the order of the file.
 */
export async function* readImageRows<T>(
  table: ReadTable,
  { shard, spec, events, intake }: ImageRowsReading<T>,
): AsyncGenerator<T[], ShardEnd> {
  const bad: BadRow[] = [];
  const heard: ReadEvents = { progress: (bytes) => events.progress(bytes), badRow: (row) => bad.push(row) };
  const inner = new Intake(shard.name, heard, pendingRows(intake.whole));
  const tellBefore = (row: number) => {
    while (bad.length > 0 && bad[0].row < row) events.badRow(bad.shift()!);
  };
  const batches = table(shard, spec, heard, inner);
  for (;;) {
    const step = await batches.next();
    if (step.done) {
      tellBefore(Number.POSITIVE_INFINITY);
      yield* intake.takeRest();
      return step.value;
    }
    for (const { example, row, source } of step.value) {
      tellBefore(row);
      const field = imageFieldOf(source.value, spec);
      const image = await imageOfValue(fieldAt(source.value, field), field, shard.path);
      if (typeof image === 'string') intake.bad(image, rawOf(source), row);
      else intake.add({ ...example, image }, false, row, source);
      yield* intake.takeFull();
    }
  }
}

/** The row without its bytes. */
function rawOf({ value }: RowSource): string {
  return JSON.stringify(value, (_, part) => {
    if (part instanceof Uint8Array) return `${part.length} bytes`;
    if (typeof part === 'bigint') return Number(part);
    return typeof part === 'string' ? part.slice(0, 200) : part;
  });
}
