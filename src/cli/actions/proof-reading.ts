import { IMAGE_FIELDS } from '../../corpus/images/image-field.ts';
import type { Reading } from '../../proof/statement/statement.ts';
import type { Workspace } from '../../workspace.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { withFields } from '../workspace-options.ts';

/** How a mix is read: by the fields of its inputs, in a format of its own. Of pictures, what stands in their field is the text. */
export function proofReading(options: ReadingOptions, { config }: Workspace): Reading {
  const spec = readingSpec([], withFields(options, config.fields));
  const { reader, idField, modality, imageField = IMAGE_FIELDS.join(',') } = spec;
  const textField = spec.textField ?? (modality === 'image' ? imageField : undefined);
  const given = { reader, textField, idField };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...known, ...(idField === undefined ? {} : { missingLabels: 'absent' as const }) };
}
