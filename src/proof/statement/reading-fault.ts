import { MODALITIES } from '../../corpus/example.ts';
import { LANGUAGES } from '../../corpus/languages.ts';
import { FORMATS } from '../../corpus/source.ts';
import type { Reading } from './statement.ts';

type Holds = (value: unknown) => boolean;

const isPath: Holds = (value) => typeof value === 'string' && value !== '';
const isPaths: Holds = (value) => Array.isArray(value) && value.every(isPath);
const oneOf =
  (words: readonly string[]): Holds =>
  (value) =>
    words.includes(value as string);

/** What each member of a reading may hold. */
const MEMBERS: { readonly [Member in keyof Required<Reading>]: Holds } = {
  modality: oneOf(MODALITIES),
  format: oneOf(FORMATS),
  reader: oneOf(['fields', 'chat']),
  textField: isPath,
  idField: isPath,
  groupField: isPath,
  categoryField: isPath,
  missingLabels: oneOf(['refused', 'absent']),
  languageField: isPath,
  language: oneOf(LANGUAGES),
  columns: isPaths,
  vectorField: isPath,
  imageField: isPath,
};

/**
 * What is wrong with how rows are said to be read. Readers take their word for these values, and a statement may be altered or
 * signed by anybody.
 */
export function readingFault(reading: unknown): string | undefined {
  if (typeof reading !== 'object' || reading === null || Array.isArray(reading)) {
    return 'it does not say how rows are read';
  }
  const wrong = Object.entries(reading).find(
    ([member, value]) => !Object.hasOwn(MEMBERS, member) || !MEMBERS[member as keyof Reading](value),
  );
  return wrong === undefined ? undefined : `it says that rows are read by a ${wrong[0]} that there is not`;
}
