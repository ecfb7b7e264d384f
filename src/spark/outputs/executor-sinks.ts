import type { BlockSink } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import { destinationOf } from '../../corpus/output-format.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import type { Ask } from '../remote/mirrors.ts';
import type { WireRow } from '../wire/wire-row.ts';
import { ExecutorSink } from './executor-sink.ts';
import type { PartFile } from './part-files.ts';
import { UploadSink } from './upload-sink.ts';

/** The outputs of an application that are URIs: folders, which its executors write, and files. */
export class ExecutorSinks {
  readonly #ask: Ask;
  /** By where executors put their files. */
  readonly #sinks = new Map<string, ExecutorSink>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Throws as `destinationOf`, `ExecutorSink.open` and `UploadSink.open`. */
  async open(uri: string, options: SinkOptions): Promise<BlockSink> {
    const destination = destinationOf(uri, options);
    if (!destination.folder) return UploadSink.open(destination, options, this.#ask);
    const sink = await ExecutorSink.open(destination, options, this.#ask);
    this.#sinks.set(sink.encoding.parts!.uri, sink);
    return sink;
  }

  /** Hands a file that an executor put to the output that it is of; every other row is left alone. */
  note({ kind, meta }: WireRow, outputs: readonly Encoding[]): void {
    if (kind !== 'written') return;
    const part = meta as PartFile;
    this.#sinks.get(outputs[part.output].parts!.uri)!.came(part);
  }
}

/** Where executors put the files of each output that they write, by its number; undefined where they write none. */
export function placesOf(outputs: readonly Encoding[]): Record<number, string> | undefined {
  const places = outputs.flatMap(({ parts }, i) => (parts === undefined ? [] : [[i, parts.uri]]));
  return places.length === 0 ? undefined : Object.fromEntries(places);
}
