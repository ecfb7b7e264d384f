import { chunkFor, fileBytes } from './bytes.ts';
import { contentBytes } from './content.ts';
import { cutShort } from './failure.ts';
import type { Intake } from './intake.ts';
import { type LineSink, LineSplitter } from './lines.ts';
import { refuseUtf16 } from './magic.ts';
import type { Shard, ShardEnd } from './source.ts';

/** Bytes behind a range that are read with it. */
const LINE_ROOM = 1 << 16;

/** What a shard of lines is read with. */
export interface LineReading<T> {
  readonly shard: Shard;
  readonly maxRowBytes: number;
  readonly sink: LineSink;
  readonly intake: Intake<T>;
  readonly onRead: (bytes: number) => void;
  /** Called once all lines were handed over, before the last batch. */
  readonly finish?: () => void;
}

/** Splits a shard, whole or a byte range, into lines for the sink, and hands over the intake's batches as they fill. */
export async function* readLines<T>(reading: LineReading<T>): AsyncGenerator<T[], ShardEnd> {
  const { shard, sink, intake } = reading;
  const [from, to] = shard.range ?? [0, Number.POSITIVE_INFINITY];
  const splitter = new LineSplitter(sink, reading.maxRowBytes, { from, to });
  const source =
    shard.range === undefined
      ? contentBytes(shard, reading.onRead)
      : rangeBytes(shard, shard.range, reading.onRead);
  for await (const bytes of source) {
    splitter.push(bytes);
    yield* intake.takeFull();
    if (splitter.done) break;
  }
  splitter.end();
  reading.finish?.();
  yield* intake.takeRest();
  return { rows: intake.rows };
}

/**
 * The file from the byte before the range on, as far as it is asked for. Only bytes of the range count as progress, so
 * that the shards of a file add up to it.
 */
async function* rangeBytes(
  shard: Shard,
  [from, to]: readonly [number, number],
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  let position = Math.max(0, from - 1);
  // The last line may go on behind the range.
  const chunkBytes = chunkFor(to - from + LINE_ROOM);
  for await (const bytes of fileBytes({ path: shard.path, name: shard.name, start: position, chunkBytes })) {
    if (position === 0) refuseUtf16(bytes, shard.name);
    const counted = Math.min(to, position + bytes.length) - Math.max(from, position);
    position += bytes.length;
    if (counted > 0) onRead(counted);
    yield bytes;
  }
  if (position < to) throw cutShort(shard.name, 'the file became shorter while it was read');
}
