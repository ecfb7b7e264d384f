import { readFile } from 'node:fs/promises';
import { readFailure } from '../../corpus/failure.ts';
import { jsonDifferences } from '../../proof/statement/json-difference.ts';
import { sha256Hex } from '../../proof/statement/sha256.ts';
import type { TrainingSet } from '../../proof/statement/statement.ts';
import { type Difference, shown } from './difference.ts';

/** Holds a manifest's file against the statement: every key that was edited. Throws `E_NOT_FOUND`, `E_UNREADABLE`. */
export async function checkManifestFile({ manifest }: TrainingSet, path: string): Promise<Difference[]> {
  const bytes = await readFile(path).catch((error) => Promise.reject(readFailure(path, error)));
  const sha256 = sha256Hex(bytes);
  const expected = manifest.digest.sha256;
  if (sha256 === expected) return [];
  const whole: Difference = {
    id: 'manifest',
    file: path,
    field: 'sha256',
    expected,
    found: sha256,
    message: `${path} is not the manifest that was proven: SHA-256 ${sha256}, not ${expected}`,
  };
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return [
      whole,
      { id: 'manifest', file: path, message: `${path} is no JSON: it was cut short or altered` },
    ];
  }
  const edited = jsonDifferences(manifest.content, value).map(
    (each): Difference => ({
      id: 'manifest',
      file: path,
      field: each.path,
      expected: each.expected,
      found: each.found,
      message: `${path}: ${each.path} is ${shown(each.found)}, and ${shown(each.expected)} was proven`,
    }),
  );
  return [whole, ...edited];
}
