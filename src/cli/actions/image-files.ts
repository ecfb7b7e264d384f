import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { missing } from '../../corpus/missing.ts';

const ENDINGS = /\.(jpe?g|png|webp)$/i;

/** The files that are named, and those of the folders that are named, by name. Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_EMPTY`. */
export async function imageFiles(inputs: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const input of inputs) {
    const found = await stat(input).catch(async (cause) => {
      throw systemCode(cause) === 'ENOENT' ? await missing(input) : readFailure(input, cause);
    });
    if (!found.isDirectory()) files.push(input);
    else files.push(...(await within(input)));
  }
  // `a.jpg` and `./a.jpg` are one file.
  const met = new Set<string>();
  return files.filter((file) => met.size < met.add(resolve(file)).size);
}

async function within(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw readFailure(folder, cause);
  });
  // A folder may be called as a picture is, and so may a pipe, which nobody may ever write to.
  const files = entries.filter(
    (entry) => (entry.isFile() || entry.isSymbolicLink()) && ENDINGS.test(entry.name),
  );
  const own = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  if (own.length > 0) return own.map((name) => join(folder, name));
  throw new OutcrossError('E_EMPTY', `${folder} holds no JPEG, PNG or WebP file`, {
    where: folder,
    hint: 'Give another folder, or the files themselves.',
  });
}

export function readImage(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause) => {
    throw readFailure(path, cause);
  });
}
