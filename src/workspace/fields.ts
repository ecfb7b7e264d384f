import { endingOf } from '../corpus/endings.ts';
import type { Modality } from '../corpus/example.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { FieldsSection, Workspace } from '../workspace.ts';

/** What `fields` says of the reading of a corpus, as options and specs call it; no key without a value: a worker would be sent it. */
export function readingOf(fields: FieldsSection = {}): Omit<CorpusSpec, 'inputs'> {
  const { format, reader, modality, text, image, vector, id, group, category } = fields;
  const content = { format, reader, modality, textField: text, imageField: image, vectorField: vector };
  const all = { ...content, idField: id, groupField: group, categoryField: category };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** What files that are all called so hold, where nobody says: arrays hold no text. */
export function toldByEndings(inputs: readonly string[]): Modality | undefined {
  return inputs.length > 0 && inputs.every((input) => endingOf(input) === '.npy') ? 'vectors' : undefined;
}

/**
 * How corpora of the workspace are read, under `fields`. Its labels hold for human data; what models wrote may lack those of id,
 * group and category.
 */
export function workspaceSpec({ config }: Pick<Workspace, 'config'>, inputs: readonly string[]): CorpusSpec {
  return { inputs, missingLabels: 'absent', ...readingOf(config.fields) };
}
