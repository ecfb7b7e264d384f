import { contentBytes } from './content.ts';
import { excerpt, isLossy } from './decoding.ts';
import { FieldSearch } from './field-search.ts';
import type { Row } from './fields.ts';
import type { Intake } from './intake.ts';
import { readLines } from './line-shard.ts';
import { isBlank, type LineSink, LineSplitter } from './lines.ts';
import { Mapper } from './mapper.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';

export const NOT_JSON = 'the row is no valid JSON';

/** Reads a shard of JSON lines: an object a line. */
export async function* readJsonl<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const search = shard.range === undefined ? undefined : await searchHead(shard, spec);
  const mapper = new Mapper(shard.name, spec, search);
  return yield* readLines({
    shard,
    maxRowBytes: rowLimit(spec),
    sink: new JsonLines(mapper, intake),
    intake,
    onRead: (bytes) => events.progress(bytes),
    finish: () => mapper.finish(shard.range !== undefined),
  });
}

class JsonLines<T> implements LineSink {
  readonly #mapper: Mapper;
  readonly #intake: Intake<T>;

  constructor(mapper: Mapper, intake: Intake<T>) {
    this.#mapper = mapper;
    this.#intake = intake;
  }

  line(bytes: Buffer, start: number, end: number, offset: number): void {
    if (isBlank(bytes, start, end)) {
      this.#intake.blank();
      return;
    }
    const row = parse(bytes, start, end);
    if (row === undefined) {
      this.#mapper.search.observe(undefined);
      this.#intake.bad(NOT_JSON, excerpt(bytes, start, end));
      return;
    }
    const made = this.#mapper.example(row.value, offset);
    if (typeof made === 'string') this.#intake.bad(made, excerpt(bytes, start, end));
    else {
      const source = { value: row.value as Row, bytes, start, end };
      this.#intake.add(made, isLossy(row.text, bytes, start, end), undefined, source);
    }
  }

  overlong(head: Buffer): void {
    this.#mapper.search.observe(undefined);
    this.#intake.overlong(excerpt(head));
  }
}

function parse(bytes: Buffer, start: number, end: number): { text: string; value: unknown } | undefined {
  const text = bytes.toString('utf8', start, end);
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/**
 * Finds the fields in the first rows of the file, for a shard that may not hold them: every shard of a file must read
 * the same fields.
 */
async function searchHead(shard: Shard, spec: CorpusSpec): Promise<FieldSearch> {
  const search = new FieldSearch(shard.name, spec);
  const sink: LineSink = {
    line(bytes, start, end) {
      if (!search.settled && !isBlank(bytes, start, end)) search.observe(parse(bytes, start, end)?.value);
    },
    overlong: () => search.observe(undefined),
  };
  const splitter = new LineSplitter(sink, rowLimit(spec));
  for await (const bytes of contentBytes(shard)) {
    splitter.push(bytes);
    if (search.settled) return search;
  }
  splitter.end();
  search.finish();
  return search;
}
