import { mkdir, readdir, rm } from 'node:fs/promises';
import { lockFolder } from '../../base/folder-lock.ts';
import { refusing } from '../../base/staged-file.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { requireApartFrom } from '../../engine/rows/overlap.ts';
import { type Plan, requirePossible } from '../plan.ts';
import type { Survey } from '../survey.ts';
import { Build, type Built } from './build.ts';
import { dealOf } from './deal-of.ts';
import { buildFolder, manifestFile } from './layout.ts';
import type { BuildOptions } from './options.ts';
import { placeHere } from './place-here.ts';

/**
 * Builds the mix of a plan. The set, its rejects and its manifest hold the same bytes whatever the workers and however often the
 * build was killed: a piece that was dealt is kept in a folder beside the output, `<output>.mix`, until the manifest is written.
 * Throws `E_POLICY` for a plan that is not possible, `E_USAGE` where an output is an input, `E_UNSUPPORTED` as `placeHere`, `E_LOCKED` where another process builds it, `E_WRITE`, and as `runRows`.
 */
export async function buildMix(
  spec: CorpusSpec,
  survey: Survey,
  plan: Plan,
  asked: BuildOptions,
): Promise<Built> {
  const options = {
    ...asked,
    output: placeHere(asked.output),
    ...(asked.rejects === undefined ? {} : { rejects: placeHere(asked.rejects) }),
  };
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
    const built = await new Build(folder, survey, plan, dealOf(spec, survey, plan, options), options).run();
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
