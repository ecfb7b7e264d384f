import { readFile } from 'node:fs/promises';
import { readFailure } from '../../corpus/failure.ts';
import { jsonDifferences } from '../../proof/statement/json-difference.ts';
import { sha256Hex } from '../../proof/statement/sha256.ts';
import type { Json, TrainingSet } from '../../proof/statement/statement.ts';
import { type Difference, shown } from './difference.ts';

/**
 * Holds a manifest's file against the statement: every key that was edited, in the file or, where its digest is the one that was signed, in
 * what the statement says it holds. Throws `E_NOT_FOUND`, `E_UNREADABLE`.
 */
export async function checkManifestFile({ manifest }: TrainingSet, path: string): Promise<Difference[]> {
  const bytes = await readFile(path).catch((error) => Promise.reject(readFailure(path, error)));
  const sha256 = sha256Hex(bytes);
  const expected = manifest.digest.sha256;
  const value = parsed(bytes.toString());
  if (sha256 === expected) return contradictions(manifest.content, value, path);
  const whole: Difference = {
    id: 'manifest',
    file: path,
    field: 'sha256',
    expected,
    found: sha256,
    message: `${path} is not the manifest that was proven: SHA-256 ${sha256}, not ${expected}`,
  };
  if (value === undefined) {
    const message = `${path} is no JSON: it was cut short or altered`;
    return [whole, { id: 'manifest', file: path, message }];
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

/** Of a file that is what was signed: the statement must hold the same. */
function contradictions(content: Json, value: unknown, path: string): Difference[] {
  return jsonDifferences(value, content).map(({ path: field, expected, found }) => ({
    id: 'statement.manifest',
    field: `manifest.content.${field}`,
    expected,
    found,
    message: `the statement says ${field} of its manifest is ${shown(found)}, and the file that it names by its digest, ${path}, says ${shown(expected)}`,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
