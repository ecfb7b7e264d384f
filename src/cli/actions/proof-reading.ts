import type { Reading } from '../../proof/statement/statement.ts';
import type { Workspace } from '../../workspace.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { withFields } from '../workspace-options.ts';

/** How a mix is read: by the fields of its inputs, in a format of its own. */
export function proofReading(options: ReadingOptions, { config }: Workspace): Reading {
  const { reader, textField, idField } = readingSpec([], withFields(options, config.fields));
  const given = { reader, textField, idField };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...known, ...(idField === undefined ? {} : { missingLabels: 'absent' as const }) };
}
