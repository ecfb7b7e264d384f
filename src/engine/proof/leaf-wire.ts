import { DIGEST_BYTES, type Digest, digestAt } from '../../proof/merkle/hash.ts';
import type { Leaf } from '../../proof/tree-file/chunk-buffer.ts';

/**
 * Leaves on their way from a worker, 32-bit numbers little-endian: the hash, row, id (two lanes), shape, a hash a field. A shape is
 * defined before its first leaf: `DEFINITION` where the row would be, then its names as JSON.
 */
const ROW = DIGEST_BYTES;
const ID_HIGH = ROW + 4;
const ID_LOW = ROW + 8;
const SHAPE = ROW + 12;
const FIELDS = ROW + 16;
/** No row has this number. */
const DEFINITION = 0xffffffff;
/** Shapes that are sent: later leaves come without fields. */
const MOST_SHAPES = 1 << 12;

const NONE: readonly string[] = [];

/** Writes the leaves of one shard. */
export class LeafEncoder {
  readonly #shapes = new Map<readonly string[], number>();
  #buffer = Buffer.alloc(FIELDS + 64 * 4);

  /** Number of a list of names, and its definition where this is its first leaf. */
  shapeOf(names: readonly string[]): { readonly id: number; readonly definition?: Uint8Array } {
    const known = this.#shapes.get(names);
    if (known !== undefined) return { id: known };
    if (this.#shapes.size === MOST_SHAPES) this.#shapes.clear();
    const id = this.#shapes.size;
    this.#shapes.set(names, id);
    const text = Buffer.from(JSON.stringify(names));
    const definition = Buffer.alloc(FIELDS + text.length);
    definition.writeUInt32LE(DEFINITION, ROW);
    definition.writeUInt32LE(id, SHAPE);
    text.copy(definition, FIELDS);
    return { id, definition };
  }

  /** Valid until the next leaf. */
  leaf(
    digest: Digest,
    row: number,
    idHigh: number,
    idLow: number,
    shape: number,
    hashes: readonly number[],
  ): Uint8Array {
    const length = FIELDS + hashes.length * 4;
    if (length > this.#buffer.length) this.#buffer = Buffer.alloc(length * 2);
    const buffer = this.#buffer;
    buffer.write(digest, 0, DIGEST_BYTES, 'latin1');
    buffer.writeUInt32LE(row, ROW);
    buffer.writeUInt32LE(idHigh, ID_HIGH);
    buffer.writeUInt32LE(idLow, ID_LOW);
    buffer.writeUInt32LE(shape, SHAPE);
    for (let i = 0; i < hashes.length; i++) buffer.writeUInt32LE(hashes[i], FIELDS + i * 4);
    return buffer.subarray(0, length);
  }
}

/** Reads the leaves of one shard. */
export class LeafDecoder {
  readonly #shapes: (readonly string[])[] = [];
  /** The leaf that was read last. Used again for the next. */
  readonly leaf: Leaf = { digest: '', row: 0, idHigh: 0, idLow: 0, fields: NONE, hashes: [] };

  /** Reads `bytes[start, end)`; false where it was a definition, and no leaf. */
  read(bytes: Buffer, start: number, end: number): boolean {
    const { leaf } = this;
    const row = bytes.readUInt32LE(start + ROW);
    const shape = bytes.readUInt32LE(start + SHAPE);
    if (row === DEFINITION) {
      this.#shapes[shape] = JSON.parse(bytes.toString('utf8', start + FIELDS, end)) as string[];
      return false;
    }
    leaf.digest = digestAt(bytes, start);
    leaf.row = row;
    leaf.idHigh = bytes.readUInt32LE(start + ID_HIGH);
    leaf.idLow = bytes.readUInt32LE(start + ID_LOW);
    leaf.fields = this.#shapes[shape];
    const count = (end - start - FIELDS) / 4;
    const hashes: number[] = new Array(count);
    for (let i = 0; i < count; i++) hashes[i] = bytes.readUInt32LE(start + FIELDS + i * 4);
    leaf.hashes = hashes;
    return true;
  }
}
