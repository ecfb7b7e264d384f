import { join } from 'node:path';

/** The folder beside an output in which its mix is built. */
export function buildFolder(output: string): string {
  return `${output.replace(/\/+$/, '')}.mix`;
}

/** The manifest of an output: beside it, since a folder of data holds nothing but data. */
export function manifestFile(output: string): string {
  return `${output.replace(/\/+$/, '')}.manifest.json`;
}

/** What a build folder is for: a resumed build must be for the same. */
export function purposeFile(folder: string): string {
  return join(folder, 'purpose.json');
}

export function pieceFolder(folder: string, index: number): string {
  return join(folder, `piece-${String(index).padStart(5, '0')}`);
}

/** Where the parts of a piece stand in its data, each as [offset, bytes]. */
export interface PieceIndex {
  /** Blocks of each output in the order of the input; whole lines. The last output is that of the rejects, where they are kept. */
  readonly blocks: readonly (readonly (readonly [number, number])[])[];
  /** Keys of each output, 64-bit floats in the byte order of this machine. */
  readonly keys: readonly (readonly [number, number])[];
}

export function dataFile(piece: string): string {
  return join(piece, 'data');
}

export function indexFile(piece: string): string {
  return join(piece, 'index.json');
}
