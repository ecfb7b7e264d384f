import { basename, join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { isUri } from '../corpus/remote.ts';
import { factOf, nameIn } from '../ledger/files-fact.ts';
import type { FileFact } from '../ledger/kinds/parts.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { mixFiles } from '../mix/proof/mix-files.ts';
import type { Workspace } from '../workspace.ts';
import { FactCache } from './audit/fact-cache.ts';
import type { WorkspaceGeneration } from './line.ts';
import { mixOutput } from './mix.ts';
import { pathIn } from './paths.ts';
import { STATE_FOLDER } from './template.ts';

/** Generations named in a note, the newest. */
const LISTED = 5;

/** Training sets that were built for generations, and what is to be said of them. */
export interface BuiltSets {
  /** Files of the set by the name of the generation, as the working folder sees them. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** Where a set was written, as the working folder sees it, and its digest, where the ledger remembers it. */
interface Built {
  readonly output: string;
  readonly sha256?: string;
}

/**
 * The training set that `outcross mix` built for each generation which does not say what it was trained on, as long as it stands as it was built:
 * by the ledger, else by the manifest where the workspace writes its sets. One that is gone, or is another now, is told of in a note.
 * @param generations the line from its first one on.
 */
export async function builtSets(
  workspace: Workspace,
  generations: readonly WorkspaceGeneration[],
  ledger: LedgerStore | undefined,
): Promise<BuiltSets> {
  const remembered = await rememberedSets(workspace, ledger);
  const cache = new FactCache(join(workspace.folder, STATE_FOLDER, 'audit'));
  const sets = new Map<string, readonly string[]>();
  const held: string[] = [];
  const notes: string[] = [];
  for (const [i, { name, trainedOn }] of generations.entries()) {
    const built = remembered.get(i + 1) ?? writtenFor(workspace, i + 1);
    if (trainedOn !== undefined || built === undefined || isUri(built.output)) continue;
    const found = await standing(built, workspace, cache);
    if (found === undefined) continue;
    const shown = nameIn(workspace.folder, built.output);
    if (typeof found === 'string') {
      notes.push(`${name} is not held against the set that was built for it: ${shown} ${found}`);
    } else {
      sets.set(name, found);
      held.push(`${name} (${shown})`);
    }
  }
  return { sets, notes: held.length === 0 ? notes : [heldWords(held), ...notes] };
}

function heldWords(held: readonly string[]): string {
  const more = held.length - LISTED;
  const listed = held.slice(-LISTED).join(', ');
  return `held against the training sets that were built for them: ${listed}${more > 0 ? `, and ${more} before` : ''}`;
}

/** The last set of each number. */
async function rememberedSets(
  workspace: Workspace,
  ledger: LedgerStore | undefined,
): Promise<Map<number, Built>> {
  const found = new Map<number, Built>();
  if (ledger === undefined) return found;
  for await (const { body } of ledger.events({ kinds: ['mix.built'] })) {
    const { generation, output } = body as unknown as BodyOf<'mix.built'>;
    if (generation === undefined) continue;
    found.set(generation, { output: pathIn(workspace, output.name), sha256: output.sha256 });
  }
  return found;
}

/** Where all sets are written to one place, it is not said whose the one is that stands. */
function writtenFor(workspace: Workspace, number: number): Built | undefined {
  const { output } = workspace.config.mix ?? {};
  if (output !== undefined && !output.includes('{generation}')) return undefined;
  return { output: mixOutput(workspace, number) };
}

/** Its files; or why it cannot serve; undefined where nobody knows of one. */
async function standing(
  { output, sha256 }: Built,
  workspace: Workspace,
  cache: FactCache,
): Promise<readonly string[] | string | undefined> {
  try {
    const { files, manifest } = await mixFiles(output);
    const facts: FileFact[] = [];
    for (const file of files) facts.push(await cache.file(file.path, workspace.folder));
    const isManifests = manifest.outputs.every((file, i) => file.sha256 === facts[i].sha256);
    const isLedgers = sha256 === undefined || factOf(basename(output), facts).sha256 === sha256;
    return isManifests && isLedgers ? files.map((file) => file.path) : 'has changed since';
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    if (error.code !== 'E_NOT_FOUND') return `cannot be read: ${error.message}`;
    return sha256 === undefined ? undefined : 'or its manifest is gone';
  }
}
