import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import { FileSink } from '../../corpus/file-sink.ts';
import { type Destination, endingFor } from '../../corpus/output-format.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import type { Ask } from '../remote/mirrors.ts';

/**
 * One file at a URI. Executors could write a part each and nobody could join them there, so this machine writes it, in a temporary folder,
 * as it writes a file of its own. `stage` puts it beside its place, under a hidden name; `commit` renames it.
 */
export class UploadSink implements BlockSink {
  readonly encoding: Encoding;
  readonly #uri: string;
  readonly #draft: string;
  readonly #folder: string;
  readonly #replace: boolean;
  readonly #sink: FileSink;
  readonly #ask: Ask;
  #put: SinkResult = { files: [], records: 0 };

  private constructor(uri: string, replace: boolean, folder: string, sink: FileSink, ask: Ask) {
    this.#uri = uri;
    const cut = uri.lastIndexOf('/') + 1;
    this.#draft = `${uri.slice(0, cut)}.${uri.slice(cut)}.${randomUUID()}`;
    this.#folder = folder;
    this.#replace = replace;
    this.#sink = sink;
    this.#ask = ask;
    this.encoding = sink.encoding;
  }

  /** Throws `E_WRITE` where something is there that is not to be replaced, and what the driver fails with. */
  static async open(destination: Destination, options: SinkOptions, ask: Ask): Promise<UploadSink> {
    const { path: uri } = destination;
    const replace = options.replace === true;
    await ask({ what: 'openFile', uri, replace });
    const folder = await mkdtemp(join(tmpdir(), 'outcross-upload-'));
    try {
      const path = join(folder, `file${endingFor(destination)}`);
      const sink = await FileSink.open({ ...destination, path }, options.like);
      return new UploadSink(uri, replace, folder, sink, ask);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  write(block: EncodedBlock): Promise<void> {
    return this.#sink.write(block);
  }

  async stage(): Promise<void> {
    await this.#sink.stage();
    const { files, records } = await this.#sink.commit();
    const [{ path: local, ...file }] = files;
    await this.#ask({ what: 'put', local, uri: this.#draft });
    const name = this.#uri.slice(this.#uri.lastIndexOf('/') + 1);
    this.#put = { files: [{ ...file, path: this.#uri, name }], records };
    await this.#clear();
  }

  async commit(): Promise<SinkResult> {
    const [{ bytes }] = this.#put.files;
    const place = { uri: this.#uri, replace: this.#replace };
    await this.#ask({ what: 'commitFile', draft: this.#draft, bytes, ...place });
    return this.#put;
  }

  /** Best effort: what cannot be removed is hidden from readers. */
  async abort(): Promise<void> {
    await this.#sink.abort();
    await this.#clear();
    await this.#ask({ what: 'discard', uri: this.#draft }).catch(() => {});
  }

  #clear(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
