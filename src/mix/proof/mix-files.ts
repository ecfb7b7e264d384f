import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { sha256Hex } from '../../proof/statement/sha256.ts';
import { manifestFile } from '../build/layout.ts';
import { MANIFEST_SCHEMA, type Manifest } from '../manifest.ts';

const ENDING = '.manifest.json';

/** A mix on the disk: its manifest and the files of its set. */
export interface MixFiles {
  /** The set: a file, or a folder of parts. */
  readonly output: string;
  readonly manifestPath: string;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's file. */
  readonly manifestDigest: string;
  /** Files of the set, in the order of the manifest. */
  readonly files: readonly { readonly path: string; readonly name: string }[];
}

/** Where what belongs to a set stands: beside it. */
export function proofFile(output: string): string {
  return `${output.replace(/\/+$/, '')}.proof.json`;
}

export function treeFile(output: string): string {
  return `${output.replace(/\/+$/, '')}.tree`;
}

/**
 * The mix that a path names: its file, its folder, or its manifest. Throws `E_NOT_FOUND` where there is no manifest, `E_PROOF` for a
 * manifest that is none.
 */
export async function mixFiles(path: string): Promise<MixFiles> {
  const output = path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : path.replace(/\/+$/, '');
  const manifestPath = manifestFile(output);
  const text = await readFile(manifestPath).catch((error) => {
    throw systemCode(error) === 'ENOENT' ? noManifest(manifestPath) : readFailure(manifestPath, error);
  });
  const manifest = readManifest(text.toString(), manifestPath);
  const found = await stat(output).catch((error) => Promise.reject(readFailure(output, error)));
  const files = manifest.outputs.map(({ name }) => {
    if (basename(name) !== name) throw notManifest(manifestPath, `${name} is no name of a file`);
    return { name, path: found.isDirectory() ? join(output, name) : output };
  });
  return { output, manifestPath, manifest, manifestDigest: sha256Hex(text), files };
}

/** Throws `E_PROOF` for a text that is no manifest. */
export function readManifest(text: string, where: string): Manifest {
  let value: Manifest;
  try {
    value = JSON.parse(text) as Manifest;
  } catch {
    throw notManifest(where, 'it is no JSON');
  }
  if (value?.schema !== MANIFEST_SCHEMA) throw notManifest(where, `it is no ${MANIFEST_SCHEMA}`);
  const { inputs, outputs, policy, rules, composition, weights, fates } = value;
  const isWhole =
    Array.isArray(outputs) &&
    outputs.length > 0 &&
    outputs.every((file) => typeof file?.name === 'string' && typeof file.sha256 === 'string') &&
    [inputs, rules, composition?.byOrigin, composition?.byModel].every(Array.isArray) &&
    [policy?.human, weights, fates].every((part) => typeof part === 'object' && part !== null);
  if (!isWhole) throw notManifest(where, 'a part is missing');
  return value;
}

function noManifest(path: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `there is no manifest ${path}`, {
    where: path,
    hint: 'A proof is made of what outcross mix built, and of the manifest that it wrote beside the set.',
  });
}

function notManifest(where: string, why: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${where} is no manifest: ${why}`, {
    where,
    hint: 'Build the mix again with outcross mix.',
  });
}
