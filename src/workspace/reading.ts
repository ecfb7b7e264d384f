import { endingOf } from '../corpus/endings.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { FieldsSection } from '../workspace.ts';

/** How `outcross check` reads a corpus of the workspace where no option says otherwise. */
export function corpusSpecOf(inputs: readonly string[], fields: FieldsSection = {}): CorpusSpec {
  const { format, reader, text, id, group, category } = fields;
  const labels = (id ?? group ?? category) !== undefined;
  const isArray = inputs.length > 0 && inputs.every((input) => endingOf(input) === '.npy');
  return {
    inputs,
    ...(format === undefined ? {} : { format }),
    ...(reader === undefined ? {} : { reader }),
    ...(text === undefined ? {} : { textField: text }),
    ...(id === undefined ? {} : { idField: id }),
    ...(group === undefined ? {} : { groupField: group }),
    ...(category === undefined ? {} : { categoryField: category }),
    // Arrays hold no text.
    ...(isArray ? { modality: 'vectors' as const } : {}),
    ...(labels ? { missingLabels: 'refused' as const } : {}),
  };
}
