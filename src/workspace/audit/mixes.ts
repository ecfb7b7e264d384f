import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AnchorFacts, KeptFile, MixFacts, Recorded } from '../../audit/facts.ts';
import { canonicalJson } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import { factOf } from '../../ledger/files-fact.ts';
import type { Manifest } from '../../mix/manifest.ts';
import { type MixFiles, mixFiles, proofFile } from '../../mix/proof/mix-files.ts';
import { workspaceSpec } from '../fields.ts';
import { mixOutput } from '../mix.ts';
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

/** The training sets that stand where the workspace writes them, in order of their generations. Throws as `mixFiles` of a damaged one. */
export async function mixesOf(gathering: Gathering, context: MixContext): Promise<MixFacts[]> {
  const { workspace } = gathering;
  const outputs = new Map<string, number>();
  for (let number = 1; number <= context.generations + 1; number++)
    outputs.set(mixOutput(workspace, number), number);
  const isNumbered = (workspace.config.mix?.output ?? '{generation}').includes('{generation}');
  const found: MixFacts[] = [];
  for (const [output, number] of outputs) {
    const files = await mixFiles(output).catch(whenMissing);
    if (files === undefined) continue;
    found.push(await factsOf(files, isNumbered ? number : undefined, gathering, context));
  }
  const newest = found.at(-1);
  if (newest === undefined) return [];
  return [...found.slice(0, -1), await scanned(newest, gathering, context)];
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
  const generation = number ?? built?.generation;
  return {
    output,
    manifest: manifestPath,
    sha256,
    ...(generation === undefined ? {} : { generation }),
    ...(built === undefined ? {} : { built: { at: built.at, seq: built.seq } }),
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
