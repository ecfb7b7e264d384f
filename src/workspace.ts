import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { OutcrossError } from './base/errors.ts';
import { expandEnvironment } from './config/expand.ts';
import { readYaml } from './config/read-yaml.ts';
import type { Schema } from './config/schema.ts';
import { readFailure, systemCode } from './corpus/failure.ts';
import { missing } from './corpus/missing.ts';
import type { CorpusSpec } from './corpus/source.ts';
import type { TagSettings } from './quality/provenance/tag-rules.ts';
import { namedLedger } from './workspace/named-ledger.ts';
import type {
  AlertsSection,
  EngineSection,
  Files,
  GatesSection,
  GenerationSection,
  MixSection,
  WaiverSection,
} from './workspace/sections.ts';

/** The configuration of a folder and all below it. */
export const CONFIG_NAME = 'outcross.yaml';

/** How corpora are read, under `fields`. */
export interface FieldsSection {
  readonly format?: CorpusSpec['format'];
  readonly reader?: CorpusSpec['reader'];
  readonly modality?: CorpusSpec['modality'];
  readonly text?: string;
  readonly image?: string;
  readonly vector?: string;
  readonly id?: string;
  readonly group?: string;
  readonly category?: string;
}

/** How verified human data are split, under `anchor`. */
export interface AnchorSection {
  /** Where the anchor is. */
  readonly folder?: string;
  readonly holdout?: number;
  readonly strata?: readonly string[];
  readonly salt?: string;
  readonly leastGroups?: number;
  readonly assumeHuman?: boolean;
  readonly leaveOutOthers?: boolean;
}

/** `outcross.yaml`; see schemas/outcross.schema.json. Sections that other rooms know better are handed to them as they stand. */
export interface WorkspaceConfig {
  readonly line?: string;
  readonly human?: Files;
  readonly generations?: string | readonly GenerationSection[];
  readonly fields?: FieldsSection;
  readonly tag?: TagSettings;
  readonly anchor?: AnchorSection;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly dedup?: Readonly<Record<string, unknown>>;
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly mix?: MixSection;
  /** With `{mix}`, `{generation}`, `{output}`. */
  readonly train?: string;
  readonly gates?: GatesSection;
  readonly waivers?: readonly WaiverSection[];
  readonly alerts?: AlertsSection;
  readonly ledger?: string;
  readonly engine?: EngineSection;
  readonly keys?: { readonly sign?: string };
  readonly dataset?: Readonly<Record<string, unknown>>;
}

export interface Workspace {
  /** The file, as the working folder sees it; undefined where there is none. */
  readonly file: string | undefined;
  /** The folder of the file, else the working folder. */
  readonly folder: string;
  readonly config: WorkspaceConfig;
  /** `file:line` of what stands at `path`. */
  placeOf(path: readonly (string | number)[]): string;
}

let schema: Schema | undefined;

/** The JSON Schema of `outcross.yaml`. */
export function workspaceSchema(): Schema {
  const file = new URL('../schemas/outcross.schema.json', import.meta.url);
  schema ??= JSON.parse(readFileSync(file, 'utf8')) as Schema;
  return schema;
}

/**
 * The workspace of the folder `from`: the nearest `outcross.yaml` from it upwards, or `file` where one is named. Without any,
 * an empty configuration. `${NAME}` in its strings is taken from the environment, and its ledger from there where a server
 * started this process; see `namedLedger`. Throws `E_NOT_FOUND` for a file that was named, `E_UNREADABLE`, and `E_CONFIG` with file, line and
 * nearest key.
 */
export async function openWorkspace(
  from: string,
  file?: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Workspace> {
  const path = file === undefined ? await findUpwards(resolve(from)) : resolve(from, file);
  if (path === undefined)
    return {
      file: undefined,
      folder: resolve(from),
      config: await namedLedger(resolve(from), environment),
      placeOf: () => CONFIG_NAME,
    };
  const shown = file ?? (relative(resolve(from), path) || path);
  const text = await readFile(path, 'utf8').catch(async (cause) => {
    throw systemCode(cause) === 'ENOENT' ? await missing(shown) : readFailure(shown, cause);
  });
  const { value, placeOf } = readYaml<WorkspaceConfig>(text, shown, workspaceSchema());
  const config = expandEnvironment(value, environment, placeOf);
  requireRanges(config, placeOf);
  const folder = dirname(path);
  const ledger = await namedLedger(folder, environment);
  return { file: shown, folder, config: { ...config, ...ledger }, placeOf };
}

async function findUpwards(folder: string): Promise<string | undefined> {
  const path = join(folder, CONFIG_NAME);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return path;
  const above = dirname(folder);
  return above === folder ? undefined : findUpwards(above);
}

/** A date range that ends before it begins holds for nothing, and nobody means that. */
function requireRanges({ tag }: WorkspaceConfig, placeOf: Workspace['placeOf']): void {
  for (const [i, { when }] of (tag?.rules ?? []).entries()) {
    if (when.from === undefined || when.to === undefined || Date.parse(when.from) < Date.parse(when.to))
      continue;
    if (Number.isNaN(Date.parse(when.from)) || Number.isNaN(Date.parse(when.to))) continue;
    throw new OutcrossError('E_CONFIG', `the range from ${when.from} to ${when.to} is empty`, {
      where: placeOf(['tag', 'rules', i, 'when', 'to']),
      hint: 'The end is the first moment that no longer belongs to it.',
    });
  }
}
