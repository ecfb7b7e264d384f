import { OutcrossError } from '../base/errors.ts';
import { type ArraySink, ArraySplitter } from './array-splitter.ts';
import { contentBytes } from './content.ts';
import { decodeUtf8, excerpt } from './decoding.ts';
import { cutShort } from './failure.ts';
import type { Row } from './fields.ts';
import type { Intake } from './intake.ts';
import { NOT_JSON } from './jsonl.ts';
import { bomLength } from './magic.ts';
import { Mapper } from './mapper.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';

/** Reads a JSON file whose top level is an array: an object an element, one at a time. */
export async function* readJson<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const mapper = new Mapper(shard.name, spec);
  const splitter = new ArraySplitter(new Elements(mapper, intake), rowLimit(spec));
  let first = true;
  for await (const bytes of contentBytes(shard, (read) => events.progress(read))) {
    splitter.push(first ? bytes.subarray(bomLength(bytes)) : bytes);
    first = false;
    if (splitter.state === 'no-array') throw noArray(shard.name, splitter.firstByte);
    yield* intake.takeFull();
    if (splitter.garbage) break;
  }
  if (splitter.garbage) intake.bad('something follows the end of the array', '');
  const whole = splitter.state === 'after';
  if (whole) mapper.finish();
  yield* intake.takeRest();
  if (splitter.state === 'before') throw noArray(shard.name, undefined);
  if (!whole) throw cutShort(shard.name, 'the JSON array does not end');
  return { rows: intake.rows };
}

class Elements<T> implements ArraySink {
  readonly #mapper: Mapper;
  readonly #intake: Intake<T>;

  constructor(mapper: Mapper, intake: Intake<T>) {
    this.#mapper = mapper;
    this.#intake = intake;
  }

  element(bytes: Buffer): void {
    const { text, lossy } = decodeUtf8(bytes);
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      this.#mapper.search.observe(undefined);
      this.#intake.bad(NOT_JSON, excerpt(bytes).trim());
      return;
    }
    const made = this.#mapper.example(row, this.#intake.rows + 1);
    if (typeof made === 'string') this.#intake.bad(made, excerpt(bytes).trim());
    else this.#intake.add(made, lossy, undefined, { value: row as Row });
  }

  overlong(head: Buffer): void {
    this.#mapper.search.observe(undefined);
    this.#intake.overlong(excerpt(head).trim());
  }
}

const OPEN_BRACE = 123;

function noArray(name: string, firstByte: number | undefined): OutcrossError {
  const lines = firstByte === OPEN_BRACE;
  return new OutcrossError('E_FORMAT', `${name}: the top level of the JSON is no array`, {
    where: name,
    hint: lines
      ? 'If each line is an object, read it with --format jsonl.'
      : 'Write the rows as an array of objects, or one object a line (--format jsonl).',
  });
}
