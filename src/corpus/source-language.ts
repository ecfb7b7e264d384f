import { endingOf } from './endings.ts';
import { fieldAt, kindOf, type Row } from './fields.ts';
import { LANGUAGE_FIELDS, LANGUAGES, type Language, languageNamed, languageOfEnding } from './languages.ts';
import type { CorpusSpec } from './source.ts';

/** The language of source code, or why it is not known. */
export type LanguageOrReason =
  | { readonly known: Language; readonly reason?: undefined }
  | { readonly known?: undefined; readonly reason: string };

const KNOWN = LANGUAGES.join(', ');

/** The language of a file that is one source: what is asked for, else what its ending tells. */
export function languageOfFile(name: string, { language }: CorpusSpec): LanguageOrReason {
  const known = language ?? languageOfEnding(endingOf(name));
  if (known !== undefined) return { known };
  return { reason: `the ending of the file tells no language that is known (${KNOWN})` };
}

/** Fields that hold the path of a row's source, whose ending tells the language where no field names it. */
const PATH_FIELDS = ['path', 'file_path', 'filename', 'file_name'] as const;

/**
 * The language of a row: what is asked for, else what its field names, else, where no field was asked for, what the ending of its
 * path tells.
 */
export function languageOfRow(row: Row, { language, languageField }: CorpusSpec): LanguageOrReason {
  if (language !== undefined) return { known: language };
  const fields = languageField === undefined ? LANGUAGE_FIELDS : [languageField];
  for (const field of fields) {
    const value = fieldAt(row, field);
    // Tables of text have no other way to say nothing than an empty cell.
    if (value === undefined || value === null || value === '') continue;
    const known = typeof value === 'string' ? languageNamed(value) : undefined;
    if (known !== undefined) return { known };
    const said = typeof value === 'string' ? `"${value.slice(0, 40)}"` : kindOf(value);
    return { reason: `field "${field}" is ${said}, no language that is known (${KNOWN})` };
  }
  for (const field of languageField === undefined ? PATH_FIELDS : []) {
    const value = fieldAt(row, field);
    const known = typeof value === 'string' ? languageOfEnding(endingOf(value)) : undefined;
    if (known !== undefined) return { known };
  }
  return { reason: `no field ${fields.join(' or ')} names the language` };
}

/** Columns that a language may be read of. */
export function languageColumns({ modality, language, languageField }: CorpusSpec): readonly string[] {
  if (modality !== 'code' || language !== undefined) return [];
  return languageField === undefined ? [...LANGUAGE_FIELDS, ...PATH_FIELDS] : [languageField];
}
