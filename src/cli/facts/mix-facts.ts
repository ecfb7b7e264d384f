import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../base/canonical.ts';
import { filesOf } from '../../corpus/inputs.ts';
import { isUri } from '../../corpus/remote.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import type { LedgerSubject } from '../../ledger/event.ts';
import { factOf, fileFact } from '../../ledger/files-fact.ts';
import { type FilesFact, OTHERS } from '../../ledger/kinds/parts.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { digestInputs } from '../../mix/build/inputs.ts';
import { manifestFile } from '../../mix/build/layout.ts';
import type { Composition, CompositionRow } from '../../mix/composition.ts';
import type { ManifestFile } from '../../mix/manifest.ts';
import type { Built, PreparedMix } from '../../mix/mix.ts';
import type { Plan } from '../../mix/plan.ts';
import { lineName } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { version } from '../version.ts';
import { given, named } from './corpus-fact.ts';

/** A mix, and what for. */
export interface MixRun {
  readonly prepared: PreparedMix;
  /** File or folder of the set. */
  readonly path: string;
  /** What read the inputs, where it was not this process. */
  readonly engine?: RowEngine;
  /** Generation of the line that is to be trained on it, where the workspace knows. */
  readonly generation?: number;
}

/** What was built. Digests are those of the manifest: nothing is read again but the manifest itself. */
export async function builtFacts(run: MixRun, { manifest }: Built, workspace: Workspace): Promise<Fact[]> {
  const { folder } = workspace;
  const { path, generation } = run;
  const { outputs, policy, composition, rules, fates, verdict, rejects } = manifest;
  const isOne = outputs.length === 1 && !(await isFolder(path));
  const output = factOf(
    named(folder, path),
    outputs.map((file) => fileOf(file, named(folder, isOne ? path : join(path, file.name)))),
  );
  return [
    fact('mix.built', subjectsOf(output.name, workspace), {
      inputs: await inputFacts(run, manifest.inputs, folder),
      output,
      manifest: await fileFact(manifestFile(path), folder),
      ...given({
        rejects: rejects === undefined ? undefined : factOf(rejects.name, [fileOf(rejects, rejects.name)]),
      }),
      policy: digestOf(policy),
      ...given({ generation }),
      examples: composition.examples,
      tokens: composition.tokens,
      composition: compositionOf(composition),
      rules: rulesOf(rules),
      fates: fates as Record<string, number>,
      ...given({ verdict: verdict?.verdict, tailRatio: verdict?.tail?.ratio }),
      version: version(),
    }),
  ];
}

/** A plan that could not be kept, and so was not built: what was short. */
export async function plannedFacts(run: MixRun, workspace: Workspace): Promise<Fact[]> {
  const { prepared, path } = run;
  const { plan, survey } = prepared;
  const { policy, rules, composition } = plan;
  return [
    fact('mix.planned', subjectsOf(named(workspace.folder, path), workspace), {
      inputs: await inputFacts(run, await digestInputs(survey.shards, run), workspace.folder),
      policy: digestOf(policy),
      candidates: survey.candidates.size,
      chosen: composition.examples,
      composition: compositionOf(composition),
      rules: rulesOf(rules),
      short: rules
        .filter(({ short }) => short > 0)
        .map(({ rule, short, unit }) => `${rule}: ${short} ${unit}`),
      version: version(),
    }),
  ];
}

function subjectsOf(mix: string, workspace: Workspace): LedgerSubject[] {
  return [
    { type: 'mix', id: mix },
    { type: 'line', id: lineName(workspace) },
  ];
}

function fileOf({ bytes, sha256 }: ManifestFile, name: string) {
  return { name, bytes, sha256 };
}

/** What each named input gave, with the digests that the build took of its files. */
async function inputFacts(
  { prepared: { spec, survey }, engine }: MixRun,
  files: readonly ManifestFile[],
  folder: string,
): Promise<FilesFact[]> {
  const paths = [...new Set(survey.shards.map(({ path }) => path))];
  const byPath = new Map(paths.map((path, i) => [path, files[i]]));
  const { format, modality }: CorpusSpec = spec;
  const facts: FilesFact[] = [];
  for (const input of spec.inputs) {
    // Those of its files that were read are known by where they are shown.
    const mirror = isUri(input) ? await engine?.mirrorOf?.(input) : undefined;
    const found = await filesOf(mirror?.input ?? input, format, modality);
    const read = found.flatMap(({ path }) => {
      const file = byPath.get(path);
      return file === undefined ? [] : [fileOf(file, named(folder, mirror?.fileOf(path).uri ?? path))];
    });
    if (read.length > 0) facts.push(factOf(named(folder, input), read));
  }
  return facts;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** Values of a key that a fact names; the others are counted together. */
const MOST_NAMES = 1000;

function compositionOf({ byOrigin, bySource, byModel, byGeneration }: Composition) {
  return {
    origin: countsOf(byOrigin),
    source: countsOf(bySource),
    model: countsOf(byModel),
    generation: countsOf(byGeneration),
  };
}

/** Rows that nobody knows the value of are no value. */
function countsOf(rows: readonly CompositionRow[]): Record<string, number> {
  const known = rows.flatMap(({ value, examples }) =>
    value === undefined ? [] : [[value, examples] as const],
  );
  const rest = known.slice(MOST_NAMES).reduce((sum, [, examples]) => sum + examples, 0);
  return Object.fromEntries([
    ...known.slice(0, MOST_NAMES),
    ...(rest === 0 ? [] : [[OTHERS, rest] as const]),
  ]);
}

function rulesOf(rules: Plan['rules']) {
  return rules.map(({ rule, asked, got, unit, short }) => ({
    id: rule,
    kept: short === 0,
    note: `asked ${asked} ${unit}, got ${got}`,
  }));
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
