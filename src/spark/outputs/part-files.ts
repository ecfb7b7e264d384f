import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { Encoding, PartsTarget } from '../../corpus/encoding.ts';
import { openPart } from '../../corpus/open-part.ts';
import { endingFor } from '../../corpus/output-format.ts';
import type { Part } from '../../corpus/part.ts';
import type { Shard } from '../../corpus/source.ts';
import type { RowFragment } from '../../engine/rows/row-job.ts';
import type { WireRow } from '../wire/wire-row.ts';

/** A file that a worker wrote. A plain value. */
export interface PartFile {
  /** Place of the output in the job. */
  readonly output: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
}

/**
 * The files that a worker writes itself, one for each output that is to be made so and has records: as whoever asked for them would have
 * written those records. Whoever started the worker takes them from `folder`.
 */
export class PartFiles {
  readonly #targets: readonly (PartsTarget | undefined)[];
  readonly #folder: () => string | undefined;
  /** Parquet files that were read: columns keep their types. */
  readonly #like: string[] = [];
  readonly #parts = new Map<number, Part>();

  constructor(outputs: readonly Encoding[], folder: () => string | undefined) {
    this.#targets = outputs.map(({ parts }) => parts);
    this.#folder = folder;
  }

  reads({ format, path }: Shard): void {
    if (format === 'parquet') this.#like.push(path);
  }

  /** True where the fragment is records of such an output, which now stand in its file. */
  async took(fragment: RowFragment): Promise<boolean> {
    if (fragment.kind !== 'block') return false;
    const { output, bytes, ends } = fragment;
    const target = this.#targets[output];
    if (target === undefined) return false;
    let part = this.#parts.get(output);
    if (part === undefined) {
      part = await this.#open(output, target);
      this.#parts.set(output, part);
    }
    await part.write(bytes, ends.length);
    return true;
  }

  /** All files, whole. */
  async *written(): AsyncGenerator<WireRow, void> {
    for (const [output, part] of [...this.#parts].sort(([a], [b]) => a - b)) {
      await part.stage();
      const { path, bytes, sha256, records } = await part.commit();
      const meta: PartFile = { output, path, bytes, sha256, records };
      yield { kind: 'written', shard: -1, meta };
    }
  }

  #open(output: number, { format, compression }: PartsTarget): Promise<Part> {
    const folder = this.#folder();
    if (folder === undefined) throw new OutcrossError('E_INTERNAL', 'no folder was given for outputs');
    const destination = { path: folder, folder: true, format, compression };
    const path = join(folder, `output-${output}${endingFor(destination)}`);
    return openPart({ ...destination, path }, path, this.#like);
  }
}
