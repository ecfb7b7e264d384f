import { DIGEST_BYTES } from '../merkle/hash.ts';

/**
 * A stored tree: `MAGIC`, chunks of up to 65,536 leaves, a footer in JSON, the footer's length in four bytes, `MAGIC`. Numbers are
 * 32-bit and little-endian. A chunk of n leaves holds, one after the other:
 * - the hashes of the leaves;
 * - the roots of its complete groups of 256 leaves, so that an audit path takes a few hundred hashes and not 65,536;
 * - the line or row of each leaf in its file;
 * - ids: hash of an example's id (two lanes), place in the chunk; sorted by the high lane;
 * - the shape of each leaf (which fields its row has), then a 32-bit hash of each field of each leaf.
 */
export const MAGIC = Buffer.from('OCTREE1\n');

export const TREE_SCHEMA = 'outcross.tree/1';

export const CHUNK_LEAVES = 1 << 16;
export const GROUP_LEAVES = 1 << 8;
export const ID_BYTES = 12;
/** Shape of a leaf whose fields were not kept. */
export const NO_SHAPE = 0xffffffff;

/** A piece of the corpus that was read by itself: where the rows of leaves from `first` on stand. */
export interface TreePart {
  readonly file: number;
  readonly first: number;
  /** Rows of the file before the piece. */
  readonly rowsBefore: number;
  /** Bytes of the file, where it can be cut. */
  readonly range?: readonly [number, number];
}

export interface TreeChunk {
  /** Where it begins in the file. */
  readonly at: number;
  readonly leaves: number;
  /** Hashes of fields. */
  readonly fields: number;
  /** Root of its leaves, in hexadecimal digits. */
  readonly root: string;
}

export interface TreeFooter {
  readonly schema: typeof TREE_SCHEMA;
  readonly size: number;
  readonly root: string;
  readonly chunks: readonly TreeChunk[];
  /** Files in order, with the leaves of each. */
  readonly files: readonly { readonly name: string; readonly records: number }[];
  readonly parts: readonly TreePart[];
  /** Names of the fields of each shape. */
  readonly shapes: readonly (readonly string[])[];
}

/** Where the sections of a chunk begin, from its start, and where it ends. */
export interface Sections {
  readonly groups: number;
  readonly rows: number;
  readonly ids: number;
  readonly shapes: number;
  readonly fields: number;
  readonly end: number;
}

export function sectionsOf({ leaves, fields }: Pick<TreeChunk, 'leaves' | 'fields'>): Sections {
  const groups = leaves * DIGEST_BYTES;
  const rows = groups + Math.floor(leaves / GROUP_LEAVES) * DIGEST_BYTES;
  const ids = rows + leaves * 4;
  const shapes = ids + leaves * ID_BYTES;
  const fieldsAt = shapes + leaves * 4;
  return { groups, rows, ids, shapes, fields: fieldsAt, end: fieldsAt + fields * 4 };
}
