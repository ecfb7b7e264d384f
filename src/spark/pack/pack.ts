import { readFile, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { atomicWrite } from '../../base/atomic.ts';
import { type PackageFile, packageFiles } from './package-tree.ts';
import { type Entry, tarOf } from './tar.ts';

/** What was packed. */
export interface Packed {
  readonly files: number;
  /** Bytes of the archive. */
  readonly bytes: number;
}

/**
 * Writes the archive that `--archives` ships to `output`: this package, what it needs, the driver, and Node where `node` names its
 * program. Equal packages give equal bytes. Throws as `packageFiles` and `atomicWrite`.
 */
export async function packEngine(
  root: string,
  output: string,
  node: string | undefined,
  onFile: (done: number, all: number) => void = () => {},
): Promise<Packed> {
  const files = [...(await packageFiles(root))];
  if (node !== undefined) files.push({ name: 'node/bin/node', path: node });
  const packed = pipeline(Readable.from(tarOf(entries(files, onFile))), createGzip({ level: 6 }), () => {});
  await atomicWrite(output, packed as AsyncIterable<Uint8Array>);
  return { files: files.length, bytes: (await stat(output)).size };
}

async function* entries(
  files: readonly PackageFile[],
  onFile: (done: number, all: number) => void,
): AsyncGenerator<Entry, void> {
  for (const [i, { name, path }] of files.entries()) {
    const { mode } = await stat(path);
    yield { name, bytes: await readFile(path), executable: (mode & 0o100) !== 0 };
    onFile(i + 1, files.length);
  }
}
