import { OutcrossError } from '../../base/errors.ts';
import type { BadRow, CorpusSpec, Shard } from '../../corpus/source.ts';
import { type Counts, Tally } from '../../proof/statement/counts.ts';
import type { Leaf } from '../../proof/tree-file/chunk-buffer.ts';
import type { TreePart } from '../../proof/tree-file/layout.ts';
import { planFor } from '../plan-for.ts';
import { type RunRowsOptions, runRows } from '../rows/run-rows.ts';
import type { LeafRowsSettings, LeafRowsSummary } from './leaf-rows.ts';
import { LeafDecoder } from './leaf-wire.ts';

/** Bytes of a piece of a file: what is read to find a row again. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** Malformed rows that are named. */
const NAMED_BAD_ROWS = 1000;

/** Who takes the leaves of a corpus, in their order. */
export interface LeafVisitor {
  /** A leaf with its row in the file, valid during the call. `file` is its place among the files. */
  leaf(leaf: Leaf, file: number): void;
  /** Called between blocks of leaves: memory is bounded by what is awaited here. */
  settle?(): Promise<void>;
}

export interface LeafOptions extends RunRowsOptions, Partial<LeafRowsSettings> {
  /** Bytes of a piece, where a file can be cut. */
  readonly targetBytes?: number;
}

/** What a corpus amounts to, but for its leaves. */
export interface LeafCorpus {
  readonly size: number;
  readonly counts: Counts;
  /** Files in order, with their leaves. */
  readonly files: readonly { readonly path: string; readonly name: string; readonly records: number }[];
  readonly parts: readonly TreePart[];
  /** Rows that are no examples, and so no leaves; the first thousand. */
  readonly badRows: readonly BadRow[];
  readonly malformed: number;
}

/**
 * Hands over the leaves of a corpus in the order of its files and rows, whatever the workers: those hash, whoever visits joins. Throws
 * as `planFor` and `runRows`; `E_UNSUPPORTED` for files that this machine does not see: whoever has the leaves takes the digests of the
 * files too.
 */
export async function leafCorpus(
  spec: CorpusSpec,
  visitor: LeafVisitor,
  options: LeafOptions = {},
): Promise<LeafCorpus> {
  const { fields = false, counts = false, targetBytes = PIECE_BYTES } = options;
  const shards = await planFor(spec, { ...options, targetBytes });
  for (const { remote } of shards) if (remote !== undefined) throw elsewhere(remote.uri);
  const walk = new Walk(shards);
  const job = {
    kernel: 'leaves',
    settings: { fields, counts },
    spec,
    shards,
    outputs: [{ kind: 'bytes' }],
  } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind === 'block') {
      walk.block(
        Buffer.from(fragment.bytes.buffer, fragment.bytes.byteOffset, fragment.bytes.length),
        fragment.ends,
        visitor,
      );
      await visitor.settle?.();
    } else if (fragment.kind === 'rows') walk.bad(fragment.rows);
    else if (fragment.kind === 'end')
      walk.end(fragment.rows, fragment.malformed, fragment.summary as LeafRowsSummary);
  }
  return walk.done();
}

function elsewhere(uri: string): OutcrossError {
  return new OutcrossError(
    'E_UNSUPPORTED',
    `${uri} cannot be proven from here: its digest is taken on this machine`,
    {
      where: uri,
      hint: 'Name the files by a path that this machine sees, such as that of a mounted bucket.',
    },
  );
}

/** Where a walk over the shards stands. */
class Walk {
  readonly #files: { path: string; name: string; records: number }[] = [];
  readonly #parts: TreePart[] = [];
  readonly #bad: BadRow[] = [];
  readonly #tally = new Tally();
  readonly #shards: readonly Shard[];
  #decoder = new LeafDecoder();
  #turn = -1;
  #size = 0;
  #rowsBefore = 0;
  #malformed = 0;

  constructor(shards: readonly Shard[]) {
    this.#shards = shards;
    this.#next();
  }

  block(bytes: Buffer, ends: Uint32Array, visitor: LeafVisitor): void {
    const file = this.#files.length - 1;
    const { leaf } = this.#decoder;
    let start = 0;
    for (const end of ends) {
      if (this.#decoder.read(bytes, start, end)) {
        leaf.row += this.#rowsBefore;
        this.#size++;
        this.#files[file].records++;
        visitor.leaf(leaf, file);
      }
      start = end;
    }
  }

  bad(rows: readonly BadRow[]): void {
    this.#bad.push(...rows.slice(0, NAMED_BAD_ROWS - this.#bad.length));
  }

  end(rows: number, malformed: number, { tallies }: LeafRowsSummary): void {
    this.#rowsBefore += rows;
    this.#malformed += malformed;
    this.#tally.merge(tallies);
    this.#next();
  }

  done(): LeafCorpus {
    return {
      size: this.#size,
      counts: this.#tally.counts(),
      files: this.#files,
      parts: this.#parts,
      badRows: this.#bad,
      malformed: this.#malformed,
    };
  }

  #next(): void {
    const before = this.#shards[this.#turn];
    const shard = this.#shards[++this.#turn];
    if (shard === undefined) return;
    this.#decoder = new LeafDecoder();
    if (shard.path !== before?.path) {
      this.#files.push({ path: shard.path, name: shard.name, records: 0 });
      this.#rowsBefore = 0;
    }
    const { range } = shard;
    const file = this.#files.length - 1;
    const place = { file, first: this.#size, rowsBefore: this.#rowsBefore };
    this.#parts.push(range === undefined ? place : { ...place, range });
  }
}
