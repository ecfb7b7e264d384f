import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AnchorFacts, KeptFile, LostMix, MixFacts, Recorded } from '../../audit/facts.ts';
import { canonicalJson } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import { factOf } from '../../ledger/files-fact.ts';
import { manifestFile } from '../../mix/build/layout.ts';
import type { Manifest } from '../../mix/manifest.ts';
import { type MixFiles, mixFiles, proofFile } from '../../mix/proof/mix-files.ts';
import type { Workspace } from '../../workspace.ts';
import { workspaceSpec } from '../fields.ts';
import { mixOutput } from '../mix.ts';
import { stands } from '../newest-mix.ts';
import { pathIn } from '../paths.ts';
import type { Gathering } from './gathering.ts';
import { scanSet } from './leak.ts';
import type { Remembered } from './ledger.ts';

/** What sets are held against. */
export interface MixContext {
  /** Generations that there are. */
  readonly generations: number;
  readonly anchor: AnchorFacts | undefined;
  readonly memory: Pick<Remembered, 'mixes' | 'proofs' | 'verified'> | undefined;
  readonly rejected: ReadonlySet<string>;
}

export interface WorkspaceMixes {
  /** Those that stand. */
  readonly mixes: readonly MixFacts[];
  /** Those that were built, and are gone. */
  readonly lost: readonly LostMix[];
}

/**
 * The training sets that stand where the workspace writes them, and those that stood there once: a manifest is left of them, or the ledger
 * remembers them. In order of their generations. Throws as `mixFiles` of a damaged one.
 */
export async function mixesOf(gathering: Gathering, context: MixContext): Promise<WorkspaceMixes> {
  const { workspace } = gathering;
  const outputs = new Map<string, number>();
  for (let number = 1; number <= context.generations + 1; number++)
    outputs.set(mixOutput(workspace, number), number);
  const isNumbered = (workspace.config.mix?.output ?? '{generation}').includes('{generation}');
  const found: MixFacts[] = [];
  const lost: LostMix[] = [];
  for (const [output, number] of outputs) {
    const files = await mixFiles(output).catch(whenMissing);
    const of = isNumbered ? number : undefined;
    if (files !== undefined) found.push(await factsOf(files, of, gathering, context));
    else lost.push(...(await lostMix(output, of, workspace, context.memory)));
  }
  const newest = found.at(-1);
  const mixes =
    newest === undefined ? [] : [...found.slice(0, -1), await scanned(newest, gathering, context)];
  return { mixes, lost };
}

async function lostMix(
  output: string,
  number: number | undefined,
  workspace: Workspace,
  memory: MixContext['memory'],
): Promise<LostMix[]> {
  if (await stands(output)) return [];
  const built = memory?.mixes.findLast(isBuiltAt(output, workspace));
  const path = manifestFile(output);
  const manifest = (await stands(path)) ? path : undefined;
  if (built === undefined && manifest === undefined) return [];
  const generation = number ?? built?.generation;
  return [
    {
      output,
      ...(generation === undefined ? {} : { generation }),
      ...(built === undefined ? {} : { built: { at: built.at, seq: built.seq } }),
      ...(manifest === undefined ? {} : { manifest }),
    },
  ];
}

function isBuiltAt(output: string, workspace: Workspace): (mix: { readonly output: string }) => boolean {
  return (mix) => withoutSlash(pathIn(workspace, mix.output)) === withoutSlash(output);
}

/** A folder is named with a slash at its end, and recorded without. */
function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** Where no set was written yet. */
function whenMissing(error: unknown): undefined {
  if (error instanceof OutcrossError && error.code === 'E_NOT_FOUND') return undefined;
  throw error;
}

async function factsOf(
  files: MixFiles,
  number: number | undefined,
  { workspace, cache }: Gathering,
  { memory }: MixContext,
): Promise<MixFacts> {
  const { output, manifest, manifestPath } = files;
  const kept: KeptFile[] = [];
  const facts = [];
  for (const { path, name } of files.files) {
    const file = await cache.file(path, workspace.folder).catch(whenMissing);
    if (file !== undefined) facts.push(file);
    const expected = manifest.outputs.find((each) => each.name === name)!.sha256;
    kept.push({ name: path, expected, actual: file?.sha256 });
  }
  const { sha256 } = factOf(basename(output), facts);
  const built = memory?.mixes.filter(({ digest }) => digest === sha256).at(-1);
  const last = memory?.mixes.findLast(isBuiltAt(output, workspace));
  const rebuilt = built !== undefined && last !== undefined && last.seq > built.seq ? last : undefined;
  const generation = number ?? built?.generation;
  return {
    output,
    manifest: manifestPath,
    sha256,
    ...(generation === undefined ? {} : { generation }),
    ...(built === undefined ? {} : { built: { at: built.at, seq: built.seq } }),
    ...(rebuilt === undefined ? {} : { rebuilt: { at: rebuilt.at, seq: rebuilt.seq } }),
    ...compositionFacts(manifest),
    inputs: manifest.inputs.map(({ name, sha256 }) => ({ name, sha256 })),
    files: kept,
    ...(await proofFacts(output, workspace.folder, cache, memory)),
  };
}

function compositionFacts(manifest: Manifest) {
  const { composition, policy, rules, weights, fates, anchor } = manifest;
  const byOrigin: Record<string, number> = {};
  for (const { value, examples } of composition.byOrigin) byOrigin[value ?? 'unknown'] = examples;
  const models = composition.byModel.filter(({ value }) => value !== undefined);
  const largest = [...models].sort((a, b) => b.shareOfExamples - a.shareOfExamples)[0];
  return {
    examples: composition.examples,
    byOrigin,
    ...(largest?.value === undefined
      ? {}
      : { largestModel: { name: largest.value, share: largest.shareOfExamples } }),
    policy: digestOfJson(policy),
    mode: policy.mode,
    humanMinimum: policy.human.minimum,
    rules: rules.map(({ rule, asked, got, short }) => ({ rule, asked, got, short })),
    humanWeight: weights.humanShare,
    fates: fates as Readonly<Record<string, number>>,
    ...(anchor === undefined ? {} : { holdout: anchor.holdout }),
  };
}

/** As the ledger names a policy. */
export function digestOfJson(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

type ProofFacts = Pick<MixFacts, 'proof' | 'proven' | 'verified'>;

/** The proof beside a set, and what the ledger remembers of this very file. */
async function proofFacts(
  output: string,
  folder: string,
  cache: Gathering['cache'],
  memory: MixContext['memory'],
): Promise<ProofFacts> {
  const proof = proofFile(output);
  if ((await stat(proof).catch(() => undefined)) === undefined) return {};
  const { sha256 } = await cache.file(proof, folder);
  const proven = newest(memory?.proofs, sha256);
  const verified = newest(memory?.verified, sha256);
  return {
    proof,
    ...(proven === undefined ? {} : { proven }),
    ...(verified === undefined ? {} : { verified }),
  };
}

function newest<T extends Recorded & { readonly bundle: string }>(
  events: readonly T[] | undefined,
  digest: string,
): T | undefined {
  return events?.filter(({ bundle }) => bundle === digest).at(-1);
}

async function scanned(mix: MixFacts, gathering: Gathering, context: MixContext): Promise<MixFacts> {
  if (mix.files.some(({ actual }) => actual === undefined)) return mix;
  const { format: _, ...spec } = workspaceSpec(gathering.workspace, [mix.output]);
  const { anchor, rejected } = context;
  const isWhole = anchor?.files.every(({ expected, actual }) => expected === actual) ?? false;
  // A guard that was changed cannot be opened: `reservoir.frozen` says so.
  const folder = isWhole ? anchor?.folder : undefined;
  return { ...mix, ...(await scanSet(spec, mix.sha256, folder, rejected, gathering)) };
}
