import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import { type Manifest, type ManifestFile, manifestOf } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import type { Survey } from '../survey.ts';
import { type Deal, dealPieces } from './deal.ts';
import { digestInputs, requireUnchanged } from './inputs.ts';
import { manifestFile, pieceFolder } from './layout.ts';
import type { BuildOptions } from './options.ts';
import { gatherAll, refuseExisting } from './outputs.ts';
import { type Piece, pieceRuns, piecesOf } from './pieces.ts';
import { purposeDigest, readPurpose, writePurpose } from './purpose.ts';

export interface Built {
  readonly manifest: Manifest;
  /** Pieces that an earlier, interrupted build had done. */
  readonly resumed: number;
}

/** One build in its folder, which is locked. */
export class Build {
  readonly #folder: string;
  readonly #survey: Survey;
  readonly #plan: Plan;
  readonly #options: BuildOptions;
  readonly #deal: Deal;
  readonly #pieces: readonly Piece[];

  constructor(folder: string, survey: Survey, plan: Plan, deal: Deal, options: BuildOptions) {
    this.#folder = folder;
    this.#survey = survey;
    this.#plan = plan;
    this.#options = options;
    this.#deal = deal;
    this.#pieces = piecesOf(survey.shards, options.pieceBytes);
  }

  async run(): Promise<Built> {
    const inputs = await digestInputs(this.#survey.shards, this.#options);
    const digest = purposeDigest(this.#plan, this.#deal, this.#options, inputs);
    const before = await readPurpose(this.#folder);
    const same = before?.digest === digest;
    if (!same) await clear(this.#folder);
    const owned = same && before.committing;
    await writePurpose(this.#folder, { digest, committing: owned });
    if (!owned) await refuseExisting(this.#options);
    const resumed = await this.#dealAll();
    const outputs = await gatherAll(
      { folder: this.#folder, pieces: this.#pieces.length, plan: this.#plan, deal: this.#deal },
      this.#options,
      () => writePurpose(this.#folder, { digest, committing: true }),
    );
    await requireUnchanged(this.#survey.shards, inputs);
    const manifest = await this.#manifest(inputs, outputs);
    await atomicWrite(manifestFile(this.#options.output), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return { manifest, resumed };
  }

  async #dealAll(): Promise<number> {
    const { onPiece, engine } = this.#options;
    const pieces = this.#pieces;
    const found = new Set(await readdir(this.#folder));
    const isDone = ({ index }: Piece) => found.has(pieceFolder('.', index));
    const resumed = pieces.filter(isDone).length;
    let done = resumed;
    if (resumed > 0) onPiece?.(done, pieces.length);
    for (const run of pieceRuns(pieces, isDone, this.#deal.shards, engine?.jobBytes))
      await dealPieces(this.#folder, run, this.#deal, this.#options, () => onPiece?.(++done, pieces.length));
    return resumed;
  }

  async #manifest(
    inputs: readonly ManifestFile[],
    [data, rejects]: readonly SinkResult[],
  ): Promise<Manifest> {
    const { version = 'unknown', holdout, check, output, review } = this.#options;
    return manifestOf(this.#plan, {
      version,
      inputs,
      outputs: data.files,
      malformed: this.#survey.malformed,
      ...(rejects === undefined ? {} : { rejects: rejects.files[0] }),
      ...(review === undefined ? {} : { review: { ledger: review.head, ...this.#survey.reviews } }),
      ...(holdout === undefined ? {} : { holdout }),
      ...(check === undefined ? {} : { verdict: await check(output) }),
    });
  }
}

/** Removes what an earlier build of something else left, but not the lock. */
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('piece-')) await rm(join(folder, name), { recursive: true, force: true });
  }
}
