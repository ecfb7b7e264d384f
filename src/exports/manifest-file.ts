import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { readFailure, systemCode } from '../corpus/failure.ts';
import { missing } from '../corpus/missing.ts';
import { MANIFEST_SCHEMA, type Manifest } from '../mix/manifest.ts';
import { faultyPart } from './manifest-parts.ts';

const ENDING = '.manifest.json';

/** A manifest as it was read, and where the files that it names stand. */
export interface ManifestSource {
  readonly manifest: Manifest;
  /** SHA-256 of its bytes. */
  readonly digest: string;
  readonly path: string;
  /** Name of the mix's output: a file, or a folder of parts. */
  readonly output: string;
  readonly isFolder: boolean;
  /** Path of an output file. */
  pathOf(name: string): string;
}

/**
 * Finds the manifest of a mix, by its own path or by that of the output. Throws `E_NOT_FOUND`, `E_UNREADABLE`, and `E_FORMAT` for a
 * file that is no manifest.
 */
export async function readManifest(mix: string): Promise<ManifestSource> {
  const path = mix.endsWith(ENDING) ? mix : `${mix.replace(/\/+$/, '')}${ENDING}`;
  const bytes = await readFile(path).catch(async (cause) => {
    throw systemCode(cause) === 'ENOENT' ? await noManifest(mix, path) : readFailure(path, cause);
  });
  const manifest = parsed(bytes.toString('utf8'), path);
  const output = path.slice(0, -ENDING.length);
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => manifest.outputs.length !== 1 || manifest.outputs[0].name !== basename(output),
  );
  return {
    manifest,
    digest: createHash('sha256').update(bytes).digest('hex'),
    path,
    output: basename(output),
    isFolder,
    pathOf: (name) => (isFolder ? join(output, name) : join(dirname(output), name)),
  };
}

async function noManifest(mix: string, path: string): Promise<OutcrossError> {
  if (path === mix || (await stat(mix).catch(() => undefined)) === undefined) return missing(mix);
  return new OutcrossError('E_NOT_FOUND', `${mix} has no manifest: there is no ${path}`, {
    where: mix,
    hint: 'Give a set that outcross mix built, or its manifest.',
  });
}

function parsed(text: string, path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notManifest(path, 'it is no JSON', cause);
  }
  const manifest = value as Manifest | null;
  if (manifest?.schema !== MANIFEST_SCHEMA) throw notManifest(path, `its schema is not ${MANIFEST_SCHEMA}`);
  const fault = faultyPart(manifest);
  if (fault !== undefined) throw notManifest(path, `its ${fault} is missing, or not what outcross writes`);
  // A name with a path in it would make the export read, and speak of, files elsewhere.
  const odd = manifest.outputs.find(
    ({ name }) => name !== basename(name) || name === '..' || name.includes('\\'),
  );
  if (odd !== undefined) throw notManifest(path, `${JSON.stringify(odd.name)} is no file name`);
  return manifest;
}

function notManifest(path: string, why: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} is no manifest of a mix: ${why}`, {
    where: path,
    cause,
    hint: 'Give a set that outcross mix built, or its manifest as it was written.',
  });
}
