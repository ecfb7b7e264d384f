import { OutcrossError } from '../../base/errors.ts';
import { schemaFault } from '../../config/schema.ts';
import { familyOf } from '../../quality/filters/families.ts';
import { FILTER_SCHEMA } from '../../quality/filters/filter-schema.ts';
import { DEFAULT_PROFILES, type FilterSettings } from '../../quality/filters/filter-settings.ts';
import type { Workspace } from '../../workspace.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { OutputOptions } from '../output-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { LedgerOption } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross filter`. */
export interface FilterOptions
  extends ReadingOptions,
    OutputOptions,
    WorkspaceOptions,
    EngineOptions,
    LedgerOption {
  readonly profile?: readonly string[];
  readonly rejects?: string;
  readonly flags?: string;
  readonly languages?: readonly string[];
  readonly cleanLines?: boolean;
  readonly dryRun?: boolean;
  readonly explain?: string;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

/**
 * The section `filter` of the workspace with what the options say over it. Changes to rules of profiles that the options leave out
 * are left out too. Throws `E_CONFIG` for a section that breaks its schema, with file and line.
 */
export function filterSettings(options: FilterOptions, workspace: Workspace): FilterSettings {
  const section = (workspace.config.filter ?? {}) as Partial<FilterSettings>;
  const fault = schemaFault(FILTER_SCHEMA, section);
  if (fault !== undefined) {
    const where = workspace.placeOf(['filter', ...fault.path]);
    throw new OutcrossError('E_CONFIG', fault.message, { where, hint: fault.hint });
  }
  const { profile, languages, cleanLines } = options;
  const profiles = profile ?? section.profiles ?? DEFAULT_PROFILES;
  const applied = new Set(profiles.map((name) => familyOf(name)?.name));
  const rules = Object.entries(section.rules ?? {}).filter(
    ([id]) => profile === undefined || applied.has(id.split('.')[0]),
  );
  return {
    ...section,
    profiles,
    rules: Object.fromEntries(rules),
    ...(languages === undefined ? {} : { languages }),
    ...(cleanLines === true ? { cleanLines } : {}),
  };
}
