import { OutcrossError } from '../../base/errors.ts';
import type { Reading } from '../../proof/statement/statement.ts';
import type { Workspace } from '../../workspace.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { withFields } from '../workspace-options.ts';

/** How a mix is read: by the fields of its inputs, in a format of its own. Throws `E_UNSUPPORTED` of content that is no text. */
export function proofReading(options: ReadingOptions, { config }: Workspace): Reading {
  const {
    reader,
    textField,
    idField,
    modality = 'text',
  } = readingSpec([], withFields(options, config.fields));
  if (modality === 'image' || modality === 'vectors') throw noProof();
  const given = { reader, textField, idField };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...known, ...(idField === undefined ? {} : { missingLabels: 'absent' as const }) };
}

function noProof(): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', 'a proof is of sets of text, and this one holds none', {
    where: 'modality',
    hint: 'The manifest beside the set names its files with their SHA-256; outcross export croissant hands them on.',
  });
}
