import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { relative, sep } from 'node:path';
import { canonicalJson } from '../base/canonical.ts';
import { readFailure } from '../corpus/failure.ts';
import type { FileFact, FilesFact } from './kinds/parts.ts';

/** Files that a fact lists by name; of more it has number, bytes and digest. */
const LISTED = 100;

/** Reads a file for its digest, a piece at a time. Names are relative to `folder`, with `/`. Throws `E_NOT_FOUND`, `E_UNREADABLE`. */
export async function fileFact(path: string, folder: string): Promise<FileFact> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    throw readFailure(path, error);
  }
  return { name: nameIn(folder, path), bytes, sha256: hash.digest('hex') };
}

/** A corpus of one or more files, in any order, called `name`. Throws as `fileFact`. */
export async function filesFact(name: string, paths: readonly string[], folder: string): Promise<FilesFact> {
  const files: FileFact[] = [];
  for (const path of paths) files.push(await fileFact(path, folder));
  return factOf(name, files);
}

/** A corpus of files whose digests are known already. */
export function factOf(name: string, files: readonly FileFact[]): FilesFact {
  const digests = files.map(({ sha256 }) => sha256).sort();
  const sha256 =
    digests.length === 1 ? digests[0] : createHash('sha256').update(canonicalJson(digests)).digest('hex');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { name, count: files.length, bytes, sha256, ...(files.length > LISTED ? {} : { files }) };
}

/** The same on every platform, and wherever the workspace stands. */
export function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/') || '.';
}
