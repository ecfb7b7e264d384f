import { basename, dirname } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec, Shard } from '../source.ts';

/** The field of a picture that is the name of the folder that it lies in. */
export const FOLDER_FIELD = 'folder';

/** The field of a picture of a stack that is its number in the file of labels. */
export const LABEL_FIELD = 'label';

/** Name of the folder of a shard's file. */
export function folderOf({ path }: Shard): string {
  return basename(dirname(path));
}

/**
 * Throws `E_FIELD` where the spec names a field that pictures of this file do not have. Its message is that of rows without
 * a field, so that callers who can do without it know it.
 */
export function requireFields(
  { name }: Shard,
  { idField, groupField, categoryField }: CorpusSpec,
  known: readonly string[],
): void {
  const wanted = [idField, groupField, categoryField].filter((field) => field !== undefined);
  const missing = wanted.find((field) => !known.includes(field));
  if (missing === undefined) return;
  throw new OutcrossError('E_FIELD', `${name}: no field "${missing}" in a picture`, {
    where: name,
    hint: `Pictures have ${known.join(' and ')}. For others give a table that names the files, with --image-field.`,
  });
}
