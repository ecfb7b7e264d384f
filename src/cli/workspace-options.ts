import type { Command } from 'commander';
import type { CorpusSpec } from '../corpus/source.ts';
import { readingOf } from '../workspace/fields.ts';
import { type FieldsSection, openWorkspace, type Workspace } from '../workspace.ts';
import { impliedModality, type ReadingOptions } from './reading-options.ts';

/** What the options that `addWorkspaceOptions` adds are parsed to. */
export interface WorkspaceOptions {
  /** A file, or false under `--no-config`. */
  readonly config?: string | boolean;
}

export function addWorkspaceOptions(command: Command): Command {
  return command
    .option('--config <file>', 'take settings from this file (default: outcross.yaml, found upwards)')
    .option('--no-config', 'take no settings from a file');
}

/** The workspace that the options name, of the working folder. Throws as `openWorkspace`. */
export async function workspaceOf({ config }: WorkspaceOptions): Promise<Workspace> {
  if (config === false) return { file: undefined, folder: process.cwd(), config: {}, placeOf: () => '' };
  return openWorkspace(process.cwd(), typeof config === 'string' ? config : undefined);
}

/**
 * Reading options, what they leave open taken from the workspace. Its fields hold for human data; what models wrote may lack those of
 * id, group and category, which is no mistake unless `missingLabels` says so.
 */
export function withFields<T extends ReadingOptions>(
  options: T,
  fields: FieldsSection = {},
  missingLabels: CorpusSpec['missingLabels'] = 'absent',
): T {
  const { id, group, category } = fields;
  const { modality, ...named } = readingOf(fields);
  // An option that says what the content is wins too, be it in other words.
  const content = impliedModality(options) ?? modality;
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const own = ['idField', 'groupField', 'categoryField'].some((key) => given.some(([name]) => name === key));
  const labels = own || (id ?? group ?? category) === undefined ? {} : { missingLabels };
  const settled = content === undefined ? named : { ...named, modality: content };
  return { ...settled, ...labels, ...Object.fromEntries(given) } as unknown as T;
}
