import type { CorpusSpec } from '../corpus/source.ts';
import type { Workspace } from '../workspace.ts';

/**
 * How corpora of the workspace are read, under `fields`. Its labels hold for human data; what models wrote may lack those of id,
 * group and category.
 */
export function workspaceSpec({ config }: Pick<Workspace, 'config'>, inputs: readonly string[]): CorpusSpec {
  const { format, reader, text, id, group, category } = config.fields ?? {};
  const fields = { format, reader, textField: text, idField: id, groupField: group, categoryField: category };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { inputs, missingLabels: 'absent', ...Object.fromEntries(given) };
}
