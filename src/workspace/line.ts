import { basename, relative } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { nearest } from '../base/spelling.ts';
import { filesOf, isDynamicPattern, splitPattern } from '../corpus/inputs.ts';
import { isUri } from '../corpus/remote.ts';
import { stemOf } from '../corpus/stem.ts';
import type { Workspace } from '../workspace.ts';
import { pathIn, pathsIn } from './paths.ts';
import type { Files, GenerationSection, ModelScoresSection } from './sections.ts';

/** A generation of the workspace's line; paths are as the working folder sees them. */
export interface WorkspaceGeneration {
  readonly name: string;
  readonly corpus: readonly string[];
  readonly trainedOn?: readonly string[];
  readonly model?: string;
  readonly modelScores?: ModelScoresSection;
}

const BY_NAME = new Intl.Collator('en', { numeric: true });

/**
 * The generations of the line, oldest first; none where the workspace names none, or its pattern matches nothing yet. Throws
 * `E_CONFIG` for two of one name, and what `filesOf` throws.
 */
export async function generationsOf(workspace: Workspace): Promise<WorkspaceGeneration[]> {
  const { generations } = workspace.config;
  if (generations === undefined) return [];
  const found =
    typeof generations === 'string'
      ? await matching(workspace, generations)
      : generations.map((section) => generationOf(workspace, section));
  requireDifferent(found, workspace);
  requireLinkable(found, workspace);
  return found;
}

async function matching(workspace: Workspace, pattern: string): Promise<WorkspaceGeneration[]> {
  const input = pathIn(workspace, pattern);
  if (isUri(input) && !/^file:\/\/\//i.test(input)) throw elsewhere(input, workspace);
  const { format, modality } = workspace.config.fields ?? {};
  const files = await filesOf(input, format, modality).catch((error: unknown) => {
    if (error instanceof OutcrossError && NOTHING_YET.has(error.code)) return [];
    throw error;
  });
  // What a pattern matches is one generation, be it a file or a folder.
  const depth = pattern.includes('**') ? Number.POSITIVE_INFINITY : await depthOf(input);
  const groups = new Map<string, string[]>();
  for (const { path, name } of files) {
    const key = name.split('/').slice(0, depth).join('/');
    groups.set(key, [...(groups.get(key) ?? []), relative(process.cwd(), path)]);
  }
  const stems = [...groups.keys()].map(stemOf);
  const short = stems.map((stem) => basename(stem));
  const unique = new Set(short).size === short.length;
  return [...groups.values()]
    .map((corpus, i) => ({ name: unique ? short[i] : stems[i], corpus }))
    .sort((a, b) => BY_NAME.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}

/**
 * Place of a generation that was named, the newest where none was. Throws `E_NO_INPUT` for a line without any, `E_NOT_FOUND` with the nearest
 * name.
 */
export function placeOfGeneration(
  generations: readonly WorkspaceGeneration[],
  name: string | undefined,
  workspace: Workspace,
): number {
  if (generations.length === 0) {
    throw new OutcrossError('E_NO_INPUT', 'the line has no generation yet', {
      where: workspace.placeOf(['generations']),
      hint: 'Nothing can be lost before there is one. The first training set: outcross mix.',
    });
  }
  if (name === undefined) return generations.length - 1;
  const names = generations.map((generation) => generation.name);
  const found = names.indexOf(name);
  if (found >= 0) return found;
  const meant = nearest(name, names);
  throw new OutcrossError('E_NOT_FOUND', `there is no generation ${name}`, {
    where: '--generation',
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}Known: ${names.slice(-10).join(', ')}.`,
  });
}

/** Only Spark can list what is there, and which generations there are is asked where there is none. */
function elsewhere(uri: string, workspace: Workspace): OutcrossError {
  return new OutcrossError('E_CONFIG', `the generations of ${uri} cannot be found from here`, {
    where: workspace.placeOf(['generations']),
    hint: `Name them one by one: generations: [{name: g1, corpus: "${uri.replace(/\/[^/]*$/, '')}/g1"}].`,
  });
}

/** Parts of a pattern from its first wildcard on; no end to those of a path that is none. */
async function depthOf(input: string): Promise<number> {
  const { pattern } = await splitPattern(input.replace(/\/+$/, ''));
  return isDynamicPattern(pattern) ? pattern.split('/').length : Number.POSITIVE_INFINITY;
}

/** A line before its first generation is in order. */
const NOTHING_YET: ReadonlySet<string> = new Set(['E_NOT_FOUND', 'E_NO_INPUT', 'E_EMPTY']);

function generationOf(workspace: Workspace, section: GenerationSection): WorkspaceGeneration {
  if (typeof section === 'string') return generationOf(workspace, { corpus: section });
  const { name = nameOf(section.corpus), corpus, trainedOn, model, modelScores } = section;
  return {
    name,
    corpus: pathsIn(workspace, corpus),
    ...(trainedOn === undefined ? {} : { trainedOn: pathsIn(workspace, trainedOn) }),
    ...(model === undefined ? {} : { model }),
    ...(modelScores === undefined ? {} : { modelScores: scoresIn(workspace, modelScores) }),
  };
}

function scoresIn(workspace: Workspace, section: ModelScoresSection): ModelScoresSection {
  const paths = Object.entries(section).map(([kind, path]) => [kind, pathIn(workspace, path as string)]);
  return Object.fromEntries(paths) as unknown as ModelScoresSection;
}

function nameOf(corpus: Files): string {
  const first = typeof corpus === 'string' ? corpus : corpus[0];
  return basename(stemOf(first.replace(/\/+$/, ''))) || first;
}

/** Whether a generation may be called so: an address ends in its name, and browsers take `.` and `..` for folders, also escaped (RFC 3986, 6.2.2.3). */
export function isLinkable(name: string): boolean {
  return name !== '.' && name !== '..';
}

function requireLinkable(generations: readonly WorkspaceGeneration[], workspace: Workspace): void {
  const wrong = generations.findIndex(({ name }) => !isLinkable(name));
  if (wrong < 0) return;
  const place = Array.isArray(workspace.config.generations) ? ['generations', wrong] : ['generations'];
  throw new OutcrossError('E_CONFIG', `a generation cannot be called ${generations[wrong].name}`, {
    where: workspace.placeOf(place),
    hint: 'No address leads to such a name. Give it another: {name: g2, corpus: ...}.',
  });
}

function requireDifferent(generations: readonly WorkspaceGeneration[], workspace: Workspace): void {
  const names = generations.map(({ name }) => name);
  const second = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (second < 0) return;
  const place = Array.isArray(workspace.config.generations) ? ['generations', second] : ['generations'];
  throw new OutcrossError('E_CONFIG', `two generations are called ${names[second]}`, {
    where: workspace.placeOf(place),
    hint: 'Give each a name of its own, such as {name: g2, corpus: data/g2/out.jsonl}.',
  });
}
