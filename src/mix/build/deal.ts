import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { refusing, syncFolder } from '../../base/staged-file.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import { type RunRowsOptions, runRows } from '../../engine/rows/run-rows.ts';
import type { SelectSettings, SelectSummary } from '../../engine/rows/select-rows.ts';
import { dataFile, indexFile, type PieceIndex, pieceFolder } from './layout.ts';
import type { Piece } from './pieces.ts';

/** What is dealt: all shards, and how many records each of them held when it was looked at. */
export interface Deal {
  readonly spec: CorpusSpec;
  readonly shards: readonly Shard[];
  readonly counts: readonly number[];
  readonly settings: SelectSettings;
  /** How the records of each output are encoded: of the buckets, then of what stays out. Default: as JSON lines. */
  readonly encodings?: readonly Encoding[];
}

/**
 * Reads one piece and deals the records that enter to buckets, with their keys. The folder of the piece appears
 * once all is on the disk. Throws as `runRows`; `E_FORMAT` where a shard holds another number of records than before.
 */
export async function dealPiece(
  folder: string,
  piece: Piece,
  deal: Deal,
  options: RunRowsOptions,
): Promise<void> {
  const done = pieceFolder(folder, piece.index);
  const draft = `${done}.part`;
  await rm(draft, { recursive: true, force: true });
  await refusing(draft, mkdir(draft, { recursive: true }));
  const outputs = deal.settings.buckets + (deal.settings.names === undefined ? 0 : 1);
  const writer = await PieceWriter.open(draft, outputs);
  try {
    await dealShards(writer, piece, deal, { ...options, outputs });
    await atomicWrite(indexFile(draft), JSON.stringify(await writer.close()));
  } catch (error) {
    await writer.discard();
    throw error;
  }
  await syncFolder(draft);
  await refusing(done, rename(draft, done));
  await syncFolder(folder);
}

async function dealShards(
  writer: PieceWriter,
  piece: Piece,
  deal: Deal,
  { outputs, ...options }: RunRowsOptions & { readonly outputs: number },
): Promise<void> {
  const { spec, counts, settings } = deal;
  const shards = deal.shards.slice(piece.from, piece.to);
  const job = {
    kernel: 'select' as const,
    settings: { ...settings, firsts: settings.firsts.slice(piece.from, piece.to) },
    spec,
    shards,
    outputs: Array.from({ length: outputs }, (_, i) => encodingOf(deal, i)),
  };
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind === 'block') await writer.write(fragment.output, fragment.bytes);
    if (fragment.kind !== 'end') continue;
    const summary = fragment.summary as SelectSummary;
    requireSame(shards[fragment.shard], counts[piece.from + fragment.shard], summary.records);
    writer.addKeys(summary.keys);
  }
}

/** The encoding of output `output`: a bucket, or what stays out. */
export function encodingOf({ encodings, settings }: Deal, output: number): Encoding {
  return encodings?.[output < settings.buckets ? 0 : 1] ?? { kind: 'jsonl' };
}

function requireSame({ name }: Shard, before: number, now: number): void {
  if (before === now) return;
  throw new OutcrossError(
    'E_FORMAT',
    `${name} changed while the mix was built: ${before} records, then ${now}`,
    {
      where: name,
      hint: 'Run the command again once nobody writes to it.',
    },
  );
}

/** The file of a piece: blocks of all outputs as they come, and at its end the keys. */
class PieceWriter {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #blocks: [number, number][][];
  readonly #keys: Float64Array[][];
  #length = 0;

  private constructor(handle: FileHandle, path: string, outputs: number) {
    this.#handle = handle;
    this.#path = path;
    this.#blocks = Array.from({ length: outputs }, () => []);
    this.#keys = Array.from({ length: outputs }, () => []);
  }

  static async open(folder: string, outputs: number): Promise<PieceWriter> {
    const path = dataFile(folder);
    return new PieceWriter(await refusing(path, open(path, 'w')), path, outputs);
  }

  async write(output: number, bytes: Uint8Array): Promise<void> {
    this.#blocks[output].push([this.#length, bytes.length]);
    await this.#append(bytes);
  }

  addKeys(keys: readonly Float64Array[]): void {
    keys.forEach((list, bucket) => void this.#keys[bucket].push(list));
  }

  /** All is on the disk: one file, whatever the number of buckets, since each must be waited for. */
  async close(): Promise<PieceIndex> {
    const keys: [number, number][] = [];
    for (const lists of this.#keys) {
      const from = this.#length;
      for (const list of lists)
        await this.#append(new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
      keys.push([from, this.#length - from]);
    }
    await refusing(this.#path, this.#handle.sync());
    await this.#handle.close();
    return { blocks: this.#blocks, keys };
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }

  async #append(bytes: Uint8Array): Promise<void> {
    await refusing(this.#path, this.#handle.writeFile(bytes));
    this.#length += bytes.length;
  }
}
