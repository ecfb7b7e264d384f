import { type FileHandle, open, readFile } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { BLOCK_BYTES, type EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import { frameEnds } from '../../corpus/rows-encoder.ts';
import { dataFile, indexFile, type PieceIndex, pieceFolder } from './layout.ts';

const NEWLINE = 10;

/** Writes an output of every piece, in the order of the input. */
export async function gatherInOrder(
  folder: string,
  pieces: number,
  output: number,
  sink: BlockSink,
): Promise<void> {
  for (let p = 0; p < pieces; p++) {
    const piece = await PieceReader.open(pieceFolder(folder, p));
    try {
      for (const block of piece.index.blocks[output]) {
        const bytes = await piece.read(block);
        await sink.write({ bytes, ends: recordEnds(bytes, sink.encoding) });
      }
    } finally {
      await piece.close();
    }
  }
}

/** Writes a bucket of every piece in the order of the keys; of equal keys in the order of the input. */
export async function gatherSorted(
  folder: string,
  pieces: number,
  bucket: number,
  sink: BlockSink,
): Promise<void> {
  const lines: Uint8Array[] = [];
  const keys: number[] = [];
  for (let p = 0; p < pieces; p++) {
    const piece = await PieceReader.open(pieceFolder(folder, p));
    try {
      for (const block of piece.index.blocks[bucket]) {
        const bytes = await piece.read(block);
        let from = 0;
        for (const end of recordEnds(bytes, sink.encoding)) {
          lines.push(bytes.subarray(from, end));
          from = end;
        }
      }
      for (const key of new Float64Array((await piece.read(piece.index.keys[bucket])).buffer)) keys.push(key);
    } finally {
      await piece.close();
    }
  }
  const order = Uint32Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b] || a - b);
  for (const block of blocks(order, lines)) await sink.write(block);
}

class PieceReader {
  readonly index: PieceIndex;
  readonly #handle: FileHandle;

  private constructor(index: PieceIndex, handle: FileHandle) {
    this.index = index;
    this.#handle = handle;
  }

  static async open(folder: string): Promise<PieceReader> {
    const index = JSON.parse(await readFile(indexFile(folder), 'utf8')) as PieceIndex;
    return new PieceReader(index, await open(dataFile(folder), 'r'));
  }

  async read([offset, length]: readonly [number, number]): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#handle.read(bytes, 0, length, offset);
    if (bytesRead !== length)
      throw new OutcrossError('E_INTERNAL', 'a piece of the mix is shorter than its index');
    return bytes;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

function* blocks(order: Uint32Array, lines: readonly Uint8Array[]): Generator<EncodedBlock> {
  let from = 0;
  while (from < order.length) {
    const ends: number[] = [];
    let size = 0;
    let to = from;
    while (to < order.length && size < BLOCK_BYTES) {
      size += lines[order[to++]].length;
      ends.push(size);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (let i = from; i < to; i++) {
      bytes.set(lines[order[i]], at);
      at += lines[order[i]].length;
    }
    yield { bytes, ends: Uint32Array.from(ends) };
    from = to;
  }
}

/** Where the records of a block end. */
function recordEnds(bytes: Uint8Array, { kind }: Encoding): Uint32Array<ArrayBuffer> {
  return kind === 'rows' ? frameEnds(bytes) : lineEnds(bytes);
}

function lineEnds(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  const ends: number[] = [];
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) ends.push(at + 1);
  return Uint32Array.from(ends);
}
