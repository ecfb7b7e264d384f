import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { lockFolder } from '../../base/folder-lock.ts';
import { HASH_ID } from '../../base/hash.ts';
import { refusing } from '../../base/staged-file.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import { openBlockSink, type SinkOptions } from '../../corpus/sink.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { requireApartFrom } from '../../engine/rows/overlap.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { TOKENIZER_ID } from '../../text/tokenizer.ts';
import { FATES } from '../fate.ts';
import {
  MANIFEST_SCHEMA,
  type Manifest,
  type ManifestFile,
  type ManifestVerdict,
  manifestEntry,
  planned,
} from '../manifest.ts';
import { type Plan, requirePossible } from '../plan.ts';
import type { Survey } from '../survey.ts';
import { type Deal, dealPiece } from './deal.ts';
import { gatherInOrder, gatherSorted } from './gather.ts';
import { digestInputs, requireUnchanged } from './inputs.ts';
import { buildFolder, manifestFile, pieceFolder, purposeFile } from './layout.ts';
import { bucketsFor, piecesOf } from './pieces.ts';

export interface BuildOptions extends RunRowsOptions {
  /** A file by its ending, or a folder of parts; see `openBlockSink`. */
  readonly output: string;
  readonly sink?: SinkOptions;
  /** Where the examples go that do not enter, each with the rule that kept it out. */
  readonly rejects?: string;
  /** Version to record. */
  readonly version?: string;
  /** Digest of the holdout that was guarded. */
  readonly holdout?: string;
  /** Measures the finished set against the anchor. */
  readonly check?: (output: string) => Promise<ManifestVerdict>;
  /** Bytes of a piece: what a killed build does again at most. Default 64 MiB. */
  readonly pieceBytes?: number;
  /** Bytes of a bucket, about: what is sorted at once. Default 64 MiB. */
  readonly bucketBytes?: number;
  /** Told of each piece that is done: how many of how many. */
  readonly onPiece?: (done: number, of: number) => void;
}

export interface Built {
  readonly manifest: Manifest;
  /** Pieces that an earlier, interrupted build had done. */
  readonly resumed: number;
}

/**
 * Builds the mix of a plan. The set, its rejects and its manifest hold the same bytes whatever the workers and however often the
 * build was killed: a piece that was dealt is kept in a folder beside the output, `<output>.mix`, until the manifest is written.
 * Throws `E_POLICY` for a plan that is not possible, `E_USAGE` where an output is an input, `E_LOCKED` where another process builds it, `E_WRITE`, and as `runRows`.
 */
export async function buildMix(
  spec: CorpusSpec,
  survey: Survey,
  plan: Plan,
  options: BuildOptions,
): Promise<Built> {
  requirePossible(plan, options.output);
  const outputs = [
    options.output,
    manifestFile(options.output),
    ...(options.rejects === undefined ? [] : [options.rejects]),
  ];
  await requireApartFrom(survey.shards, outputs);
  const folder = buildFolder(options.output);
  await refusing(folder, mkdir(folder, { recursive: true }));
  const lock = await lockFolder(folder, 'builds a mix in');
  try {
    const built = await new Build(folder, spec, survey, plan, options).run();
    await rm(folder, { recursive: true, force: true });
    return built;
  } catch (error) {
    await lock.release().catch(() => {});
    // A folder without a piece is of no use to a later run.
    const isEmpty = !(await readdir(folder)).some((name) => name.startsWith('piece-'));
    if (isEmpty) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Purpose {
  readonly digest: string;
  /** True once the output may stand in its place: by then it is ours to write over. */
  readonly committing: boolean;
}

class Build {
  readonly #folder: string;
  readonly #survey: Survey;
  readonly #plan: Plan;
  readonly #options: BuildOptions;
  readonly #deal: Deal;

  constructor(folder: string, spec: CorpusSpec, survey: Survey, plan: Plan, options: BuildOptions) {
    this.#folder = folder;
    this.#survey = survey;
    this.#plan = plan;
    this.#options = options;
    this.#deal = dealOf(spec, survey, plan, options);
  }

  async run(): Promise<Built> {
    const inputs = await digestInputs(this.#survey.shards, this.#options.signal);
    const digest = this.#digest(inputs);
    const before = await this.#purpose();
    const same = before?.digest === digest;
    if (!same) await clear(this.#folder);
    const owned = same && before.committing;
    await this.#record({ digest, committing: owned });
    if (!owned) await this.#refuseExisting();
    const resumed = await this.#dealAll();
    const outputs = await this.#gather(digest);
    await requireUnchanged(this.#survey.shards, inputs);
    const manifest = await this.#manifest(inputs, outputs);
    await atomicWrite(manifestFile(this.#options.output), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return { manifest, resumed };
  }

  /** What decides the bytes of the output. */
  #digest(inputs: readonly ManifestFile[]): string {
    const { output, sink, rejects, version, holdout, pieceBytes, bucketBytes } = this.#options;
    const { replace: _, ...form } = sink ?? {};
    const { policy } = this.#plan;
    const what = { inputs, policy, output, form, rejects, version, holdout, pieceBytes, bucketBytes };
    const fates = createHash('sha256').update(this.#plan.fates).digest('hex');
    return createHash('sha256')
      .update(JSON.stringify([what, fates]))
      .digest('hex');
  }

  async #purpose(): Promise<Purpose | undefined> {
    try {
      return JSON.parse(await readFile(purposeFile(this.#folder), 'utf8')) as Purpose;
    } catch {
      return undefined;
    }
  }

  #record(purpose: Purpose): Promise<void> {
    return atomicWrite(purposeFile(this.#folder), JSON.stringify(purpose));
  }

  /** Asked before the long work. */
  async #refuseExisting(): Promise<void> {
    for (const { path, options } of this.#destinations()) await (await openBlockSink(path, options)).abort();
  }

  #destinations(): { path: string; options: SinkOptions }[] {
    const { output, sink = {}, rejects } = this.#options;
    const replace = sink.replace === undefined ? {} : { replace: sink.replace };
    return [
      { path: output, options: sink },
      ...(rejects === undefined ? [] : [{ path: rejects, options: replace }]),
    ];
  }

  async #dealAll(): Promise<number> {
    const { pieceBytes, onPiece } = this.#options;
    const pieces = piecesOf(this.#survey.shards, pieceBytes);
    const done = new Set(await readdir(this.#folder));
    let resumed = 0;
    for (const piece of pieces) {
      if (done.has(pieceFolder('.', piece.index))) resumed++;
      else await dealPiece(this.#folder, piece, this.#deal, this.#options);
      onPiece?.(piece.index + 1, pieces.length);
    }
    return resumed;
  }

  async #gather(digest: string): Promise<SinkResult[]> {
    const pieces = piecesOf(this.#survey.shards, this.#options.pieceBytes).length;
    const { buckets } = this.#deal.settings;
    const sinks = [];
    try {
      // Whoever comes here either owns what stands there or has seen that nothing does.
      for (const { path, options } of this.#destinations()) {
        sinks.push(await openBlockSink(path, { ...options, replace: true }));
      }
      const [data, rejects] = sinks;
      if (this.#plan.policy.order === 'input') await gatherInOrder(this.#folder, pieces, 0, data);
      else for (let b = 0; b < buckets; b++) await gatherSorted(this.#folder, pieces, b, data);
      if (rejects !== undefined) await gatherInOrder(this.#folder, pieces, buckets, rejects);
      for (const sink of sinks) await sink.stage();
      await this.#record({ digest, committing: true });
      const results: SinkResult[] = [];
      for (const sink of sinks) results.push(await sink.commit());
      return results;
    } catch (error) {
      for (const sink of sinks) await sink.abort();
      throw error;
    }
  }

  async #manifest(
    inputs: readonly ManifestFile[],
    [data, rejects]: readonly SinkResult[],
  ): Promise<Manifest> {
    const { version = 'unknown', holdout, check, output } = this.#options;
    const verdict = await check?.(output);
    return {
      schema: MANIFEST_SCHEMA,
      tool: { name: 'outcross', version },
      inputs,
      ...(holdout === undefined ? {} : { anchor: { holdout } }),
      outputs: data.files.map(manifestEntry),
      ...(rejects === undefined ? {} : { rejects: manifestEntry(rejects.files[0]) }),
      ...planned(this.#plan),
      malformedRows: this.#survey.malformed,
      settings: { tokenizer: TOKENIZER_ID, hash: HASH_ID },
      ...(verdict === undefined ? {} : { verdict }),
    };
  }
}

function dealOf(spec: CorpusSpec, survey: Survey, plan: Plan, options: BuildOptions): Deal {
  const { shards, firsts, candidates } = survey;
  const { policy, weights, fates } = plan;
  const codes = new Uint8Array(new SharedArrayBuffer(fates.length));
  codes.set(fates);
  return {
    spec,
    shards,
    counts: shards.map((_, i) => (firsts[i + 1] ?? candidates.size) - firsts[i]),
    settings: {
      codes,
      firsts,
      buckets: policy.order === 'input' ? 1 : bucketsFor(shards, options.bucketBytes),
      seed: `${policy.seed}/order`,
      ...(options.rejects === undefined ? {} : { names: FATES.map(({ id }) => id) }),
      ...(weights.rule === 'equal'
        ? {}
        : { weights: { human: weights.human, synthetic: weights.synthetic } }),
    },
  };
}

/** Removes what an earlier build of something else left, but not the lock. */
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('piece-')) await rm(join(folder, name), { recursive: true, force: true });
  }
}
