import type { CorpusSpec } from '../corpus/source.ts';
import type { FieldsSection } from '../workspace.ts';
import { readingOf, toldByEndings } from './fields.ts';

/** How `outcross check` reads a corpus of the workspace where no option says otherwise. */
export function corpusSpecOf(inputs: readonly string[], fields: FieldsSection = {}): CorpusSpec {
  const { id, group, category, modality = toldByEndings(inputs) } = fields;
  const labels = (id ?? group ?? category) !== undefined;
  return {
    inputs,
    ...readingOf(fields),
    ...(modality === undefined ? {} : { modality }),
    ...(labels ? { missingLabels: 'refused' as const } : {}),
  };
}
