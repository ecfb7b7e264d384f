import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import { encodingFor, openPart } from '../../corpus/open-part.ts';
import { type Destination, endingFor } from '../../corpus/output-format.ts';
import type { WrittenFile } from '../../corpus/part.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import type { Ask } from '../remote/mirrors.ts';
import type { PartFile } from './part-files.ts';

/**
 * A folder of parts that executors write: each task puts its part, if it has records, under a name of its own attempt below
 * `_temporary`; `commit` gives the parts of the attempts that count their names, in the order of the corpus, and writes `_SUCCESS` last. A
 * folder with `_temporary` and without `_SUCCESS` is not whole, and readers refuse it.
 */
export class ExecutorSink implements BlockSink {
  readonly encoding: Encoding;
  readonly #destination: Destination;
  readonly #uri: string;
  readonly #run = randomUUID();
  readonly #replace: boolean;
  readonly #ask: Ask;
  readonly #came: PartFile[] = [];

  private constructor(destination: Destination, uri: string, replace: boolean, ask: Ask) {
    this.#destination = destination;
    this.#uri = uri;
    this.#replace = replace;
    this.#ask = ask;
    const { format, compression } = destination;
    const parts = { uri: `${uri}/_temporary/${this.#run}`, format, compression };
    this.encoding = { ...encodingFor(destination), parts };
  }

  /**
   * Throws `E_WRITE` where something is there that is not to be replaced, `E_OPTION` for the size of a part, and what the driver fails
   * with.
   */
  static async open(destination: Destination, options: SinkOptions, ask: Ask): Promise<ExecutorSink> {
    const { path: uri } = destination;
    if (options.partBytes !== undefined) throw partBytes(uri);
    const folder = uri.replace(/\/+$/, '');
    const sink = new ExecutorSink(destination, folder, options.replace === true, ask);
    await ask({ what: 'open', uri: folder, run: sink.#run, replace: sink.#replace });
    return sink;
  }

  /** A part that counts; they come in the order of the corpus. */
  came(part: PartFile): void {
    this.#came.push(part);
  }

  write(_block: EncodedBlock): Promise<void> {
    throw new OutcrossError('E_INTERNAL', `${this.#uri} is written by executors alone`);
  }

  /** An output without records is a folder with one empty part. */
  async stage(): Promise<void> {
    if (this.#came.length === 0) this.came(await this.#emptyPart());
  }

  async commit(): Promise<SinkResult> {
    const files: WrittenFile[] = this.#came.map(({ bytes, sha256, records }, i) => {
      const name = `part-${String(i).padStart(5, '0')}${endingFor(this.#destination)}`;
      return { path: `${this.#uri}/${name}`, name, bytes, sha256, records };
    });
    const parts = this.#came.map(({ path, bytes }, i) => [path, files[i].name, bytes]);
    await this.#ask({ what: 'commit', uri: this.#uri, run: this.#run, replace: this.#replace, parts });
    return { files, records: files.reduce((sum, { records }) => sum + records, 0) };
  }

  /** Best effort: what cannot be removed says itself that it is not whole. */
  async abort(): Promise<void> {
    await this.#ask({ what: 'abort', uri: this.#uri, run: this.#run }).catch(() => {});
  }

  async #emptyPart(): Promise<PartFile> {
    const folder = await mkdtemp(join(tmpdir(), 'outcross-empty-'));
    try {
      const local = join(folder, `part${endingFor(this.#destination)}`);
      const part = await openPart({ ...this.#destination, path: local }, local, []);
      await part.stage();
      const { bytes, sha256, records } = await part.commit();
      const path = `${this.encoding.parts!.uri}/empty`;
      await this.#ask({ what: 'put', local, uri: path });
      return { output: -1, path, bytes, sha256, records };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function partBytes(uri: string): OutcrossError {
  return new OutcrossError('E_OPTION', `the parts of ${uri} are as large as what a task writes`, {
    where: '--part-bytes',
    hint: 'Leave it out, and say --task-bytes.',
  });
}
