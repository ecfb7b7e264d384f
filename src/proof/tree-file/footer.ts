import type { FileHandle } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { digestOfHex } from '../merkle/hash.ts';
import { isCount } from '../merkle/inclusion.ts';
import {
  CHUNK_LEAVES,
  MAGIC,
  sectionsOf,
  TREE_SCHEMA,
  type TreeChunk,
  type TreeFooter,
  type TreePart,
} from './layout.ts';

/** Length of the footer, and the magic bytes again. */
const END_BYTES = 4 + MAGIC.length;

/** Reads the footer of a stored tree. Throws `E_PROOF` where the file is none, or was cut short. */
export async function readFooter(handle: FileHandle, name: string): Promise<TreeFooter> {
  const { size } = await handle.stat();
  const read = async (at: number, length: number) => {
    if (at < 0 || at + length > size) throw damagedTree(name, 'it was cut short');
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, at);
    return bytes;
  };
  const end = await read(size - END_BYTES, END_BYTES);
  if (!(await read(0, MAGIC.length)).equals(MAGIC)) throw damagedTree(name, 'it begins otherwise');
  if (!end.subarray(4).equals(MAGIC)) throw damagedTree(name, 'it was cut short');
  const length = end.readUInt32LE(0);
  const at = size - END_BYTES - length;
  const text = (await read(at, length)).toString();
  const fault = faultOf(parsed(text), at);
  if (typeof fault === 'string') throw damagedTree(name, fault);
  return fault;
}

export function damagedTree(name: string, why: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${name} is no stored tree: ${why}`, {
    where: name,
    hint: 'Make it anew with outcross prove.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The footer, or why it is none. `end` is where chunks end. */
function faultOf(value: unknown, end: number): TreeFooter | string {
  const footer = value as TreeFooter;
  if (footer?.schema !== TREE_SCHEMA) return `it is no ${TREE_SCHEMA}`;
  const { size, root, chunks, files, parts, shapes } = footer;
  if (!isCount(size) || digestOfHex(root) === undefined) return 'its size or root is none';
  if (![chunks, files, parts, shapes].every(Array.isArray)) return 'a list is missing';
  if (!areChunks(chunks, size, end)) return 'its chunks do not add up';
  const records = files.reduce((sum, file) => sum + (isCount(file?.records) ? file.records : Number.NaN), 0);
  if (records !== size) return 'its files do not add up';
  if (!files.every((file) => typeof file.name === 'string')) return 'its files have no names';
  if (!parts.every((part) => isPart(part, files.length))) return 'it does not say where its rows stand';
  const areNamed = shapes.every((names) => Array.isArray(names) && names.every((n) => typeof n === 'string'));
  return areNamed ? footer : 'its fields have no names';
}

function isPart(part: TreePart, files: number): boolean {
  return [part?.first, part?.rowsBefore, part?.file].every(isCount) && part.file < files;
}

function areChunks(chunks: readonly TreeChunk[], size: number, end: number): boolean {
  let at = MAGIC.length;
  let leaves = 0;
  for (const [i, chunk] of chunks.entries()) {
    if (!isCount(chunk?.leaves) || !isCount(chunk.fields) || chunk.at !== at) return false;
    if (chunk.leaves === 0 || chunk.leaves > CHUNK_LEAVES) return false;
    if (i < chunks.length - 1 && chunk.leaves !== CHUNK_LEAVES) return false;
    at += sectionsOf(chunk).end;
    leaves += chunk.leaves;
  }
  return at === end && leaves === size;
}
