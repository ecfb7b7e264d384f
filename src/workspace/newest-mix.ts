import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Workspace } from '../workspace.ts';
import { generationsOf } from './line.ts';
import { mixOutput } from './mix.ts';
import { pathIn } from './paths.ts';

/**
 * The newest training set that still stands, as the working folder sees it: of those that the ledger remembers the one that was built last,
 * else the one of the highest generation, at most the next, where the workspace would have written it. Throws as `generationsOf`.
 */
export async function newestMix(
  workspace: Workspace,
  ledger: LedgerStore | undefined,
): Promise<string | undefined> {
  return (await rememberedMix(workspace, ledger)) ?? (await writtenMix(workspace));
}

async function rememberedMix(
  workspace: Workspace,
  ledger: LedgerStore | undefined,
): Promise<string | undefined> {
  if (ledger === undefined) return undefined;
  for await (const { body } of ledger.events({ kinds: ['mix.built'], reverse: true })) {
    const path = pathIn(workspace, (body as unknown as BodyOf<'mix.built'>).output.name);
    if (await stands(path)) return path;
  }
  return undefined;
}

/**
 * Number of the event by which another set was built at `path` after the one of this digest, which stood there before: then what stands
 * was brought back. Undefined where it is the last that was built there, or none that the ledger knows.
 */
export async function rebuiltSince(
  workspace: Workspace,
  ledger: LedgerStore,
  path: string,
  digest: string,
): Promise<number | undefined> {
  let last: number | undefined;
  for await (const { seq, body } of ledger.events({ kinds: ['mix.built'], reverse: true })) {
    const { output } = body as unknown as BodyOf<'mix.built'>;
    if (resolve(pathIn(workspace, output.name)) !== resolve(path)) continue;
    last ??= seq;
    if (output.sha256 === digest) return last === seq ? undefined : last;
  }
  return undefined;
}

async function writtenMix(workspace: Workspace): Promise<string | undefined> {
  const { length } = await generationsOf(workspace);
  for (let generation = length + 1; generation > 0; generation--) {
    const path = mixOutput(workspace, generation);
    if (await stands(path)) return path;
  }
  return undefined;
}

/** True where there is a file or a folder. */
export function stands(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
