import { join, relative, resolve } from 'node:path';
import { OutcrossError } from '../../../base/errors.ts';
import type { CorpusSpec } from '../../../corpus/source.ts';
import { defaultFeatures } from '../../../engine/feature-request.ts';
import { keptProfileFile } from '../../../engine/profile-cache.ts';
import { settingsFor } from '../../../engine/settings-for.ts';
import type { FeatureRequest } from '../../../features/encoder.ts';
import type { WorkspaceGeneration } from '../../../workspace/line.ts';
import { corpusSpecOf } from '../../../workspace/reading.ts';
import { STATE_FOLDER } from '../../../workspace/template.ts';
import type { Workspace } from '../../../workspace.ts';
import type { Absent } from '../../wire.ts';
import { heldOut } from './held-out.ts';
import type { MapRequest } from './map-files.ts';

/** Feature vectors that a check of text may have been asked for, beside what it takes by itself. */
const ASKED: readonly FeatureRequest[] = [
  { source: 'lexical', dimension: 256 },
  { source: 'lexical', dimension: 512 },
];

/** Fields that a check does without where model output lacks them. */
const OPTIONAL = ['groupField', 'categoryField', 'idField'] as const;

export type FoundProfiles =
  | { readonly found: Omit<MapRequest, 'size'>; readonly absent?: never }
  | { readonly found?: never; readonly absent: Absent };

/** The profiles that a check of the workspace kept of its human text and of a generation. Throws as `readAnchorDocument`. */
export async function findProfiles(
  workspace: Workspace,
  generation: WorkspaceGeneration | undefined,
): Promise<FoundProfiles> {
  if (generation === undefined)
    return { absent: { why: 'the workspace no longer names the corpus of this generation' } };
  const { fields } = workspace.config;
  const own = corpusSpecOf(generation.corpus, fields);
  const held = await heldOut(workspace);
  for (const features of [undefined, ...ASKED]) {
    const made = await firstKept(workspace, variants(own), features);
    if (made === undefined) continue;
    const human = held.file ?? (held.spec && (await firstKept(workspace, [held.spec], features)));
    if (human !== undefined) return { found: { human, split: held.file === undefined, generation: made } };
  }
  return {
    absent: {
      why: 'no profile is kept of this generation as its files are now',
      command: 'outcross check',
    },
  };
}

/** The spec, and then without each of the fields that it may lack. */
function variants(spec: CorpusSpec): CorpusSpec[] {
  const specs = [spec];
  for (const field of OPTIONAL) {
    const lacking = specs.filter((one) => one[field] !== undefined).map((one) => without(one, field));
    specs.push(...lacking);
  }
  return specs;
}

function without(spec: CorpusSpec, field: (typeof OPTIONAL)[number]): CorpusSpec {
  const { [field]: _, ...rest } = spec;
  return rest;
}

async function firstKept(
  workspace: Workspace,
  specs: readonly CorpusSpec[],
  asked: FeatureRequest | undefined,
): Promise<string | undefined> {
  const folder = join(workspace.folder, STATE_FOLDER, 'profiles');
  for (const spec of specs) {
    const features = asked ?? defaultFeatures(spec);
    const how = {
      settings: settingsFor(spec, features ?? null),
      ...(features === undefined ? {} : { features }),
    };
    // Paths are told as the working folder of the check saw them: this one, or that of the workspace.
    for (const shown of [undefined, (path: string) => relative(workspace.folder, resolve(path))]) {
      const file = await keptProfileFile(folder, spec, how, shown).catch(notThere);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

/** A corpus whose files are gone has no profile. */
function notThere(error: unknown): undefined {
  if (!(error instanceof OutcrossError)) throw error;
}
