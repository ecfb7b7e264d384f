import { stat } from 'node:fs/promises';
import { relative, resolve as resolvePath } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { exampleLineage } from '../../engine/lineage/example-lineage.ts';
import { fileFact } from '../../ledger/files-fact.ts';
import { around, type Lineage, type LineageGraph, type LineageNode } from '../../ledger/lineage/graph.ts';
import { LINEAGE_KINDS, ledgerGraph } from '../../ledger/lineage/ledger-graph.ts';
import { loopsIn } from '../../ledger/lineage/loops.ts';
import { asked, resolve } from '../../ledger/lineage/resolve.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { dot, mermaid } from '../../report/lineage/drawing.ts';
import { type LineageNotes, lineageDocument, nodeName } from '../../report/lineage/lineage-document.ts';
import { lineageText } from '../../report/lineage/tree.ts';
import { visible } from '../../report/visible.ts';
import { knownFiles } from '../../workspace/known-files.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, hands, withEngine } from '../engine-options.ts';
import { named } from '../facts/corpus-fact.ts';
import type { ReadLedgerOptions } from '../ledger-options.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { withProgress } from '../row-reports.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';

export interface LineageOptions extends ReadLedgerOptions, ReadingOptions, EngineOptions {
  readonly depth: number;
  readonly graph?: 'mermaid' | 'dot' | 'text';
  readonly in?: readonly string[];
  readonly workers?: number;
  readonly json?: boolean;
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 80;

interface Found {
  readonly lineage: Lineage;
  readonly notes: LineageNotes;
}

/** Shows a lineage. */
export async function showLineage(id: string, options: LineageOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(options);
  const store = await openStore(options, workspace);
  let found: Found;
  try {
    found = await lineageOf(id, store, workspace, options, context);
  } finally {
    await store?.close();
  }
  const { lineage, notes } = found;
  const { stdout, env } = context;
  if (options.json === true)
    stdout.write(`${JSON.stringify(lineageDocument(lineage, notes), undefined, 2)}\n`);
  else if (options.graph === 'mermaid') stdout.write(mermaid(lineage));
  else if (options.graph === 'dot') stdout.write(dot(lineage));
  else stdout.write(lineageText(lineage, notes, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)));
}

/** With corpora named, an example needs no ledger. */
async function openStore(
  { ledger, in: corpora }: LineageOptions,
  workspace: Workspace,
): Promise<LedgerStore | undefined> {
  try {
    return await openLedgerOf(workspace, ledger === undefined ? {} : { ledger });
  } catch (error) {
    const none = error instanceof OutcrossError && error.code === 'E_NOT_FOUND';
    if (none && ledger === undefined && corpora !== undefined) return undefined;
    throw error;
  }
}

async function lineageOf(
  id: string,
  store: LedgerStore | undefined,
  workspace: Workspace,
  options: LineageOptions,
  context: Context,
): Promise<Found> {
  const isExample = asked(id).type === 'example' || store === undefined;
  if (!isExample && store !== undefined) {
    const graph = await ledgerGraph(store.events({ kinds: LINEAGE_KINDS }));
    const node = requireOne(id, await candidates(graph, id, workspace));
    if (node !== undefined) return ofGraph(graph, node.key, options.depth);
  }
  return ofExample(asked(id).type === 'example' ? asked(id).name : id, store, workspace, options, context);
}

/** By name, by name from the workspace's folder, by digest; else what the file itself is. */
async function candidates(graph: LineageGraph, id: string, workspace: Workspace): Promise<LineageNode[]> {
  const direct = resolve(graph, id);
  if (direct.length > 0) return direct;
  const { type, name } = asked(id);
  const path = resolvePath(name);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  const typed = type === undefined ? '' : `${type}:`;
  const byName = resolve(graph, typed + named(workspace.folder, path));
  if (byName.length > 0 || !found.isFile()) return byName;
  return resolve(graph, typed + (await fileFact(path, workspace.folder)).sha256);
}

function requireOne(id: string, nodes: readonly LineageNode[]): LineageNode | undefined {
  if (nodes.length < 2) return nodes[0];
  const choices = nodes.map(({ type, names, digest }) =>
    digest === undefined ? `${type}:${names[0]}` : `${digest.slice(0, 12)} (${type} ${names[0]})`,
  );
  throw new OutcrossError('E_USAGE', `${visible(id)} may be ${nodes.length} things`, {
    where: id,
    hint: `Name one: ${choices.slice(0, 6).join(', ')}.`,
  });
}

function ofGraph(graph: LineageGraph, root: string, depth: number): Found {
  const lineage = around(graph, root, depth);
  const loops = loopsIn(graph.edges)
    .filter((loop) => loop.some((key) => lineage.steps.has(key)))
    .map((loop) => loop.map((key) => nodeName(graph.nodes.get(key)!)));
  return { lineage, notes: { loops, missing: [], notes: [] } };
}

async function ofExample(
  id: string,
  store: LedgerStore | undefined,
  workspace: Workspace,
  options: LineageOptions,
  context: Context,
): Promise<Found> {
  const { depth, workers, in: corpora } = options;
  const known =
    corpora === undefined ? await knownFiles(store!, workspace) : { files: corpora, gone: 0, changed: 0 };
  if (known.files.length === 0) throw nothing(id, 'the ledger knows no corpus that is still there');
  const spec = readingSpec(known.files, withFields(options, workspace.config.fields));
  const found = await withProgress(context, undefined, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      exampleLineage(spec, id, {
        depth,
        nameOf: (path) => relative(process.cwd(), path) || path,
        onProgress,
        signal: context.signal,
        ...hands(engine, workers),
      }),
    ),
  );
  if (found.root === undefined) throw nothing(id, `none of ${known.files.length} corpora holds it`);
  const { lineage, notes } = ofGraph(found.graph, found.root, depth);
  const { gone, changed } = known;
  const said = [
    ...found.disagree.map((other) => `Copies of ${other} name different parents: all are shown.`),
    ...(found.cut ? ['There are more relatives than are shown: give a smaller --depth.'] : []),
    ...(gone === 0 ? [] : [`${gone} files that the ledger knows are gone, and were not looked at.`]),
    ...(changed === 0 ? [] : [`${changed} files have another size than was recorded.`]),
    ...found.files.map(
      (path) =>
        `It stands in ${named(workspace.folder, path)}: outcross lineage ${named(workspace.folder, path)}`,
    ),
  ];
  return { lineage, notes: { ...notes, missing: found.missing, notes: said } };
}

function nothing(id: string, why: string): OutcrossError {
  return new OutcrossError(
    'E_NOT_FOUND',
    `nothing is called ${visible(id)}: no artifact of the ledger, and as an example ${why}`,
    {
      where: id,
      hint: 'See what was recorded with outcross ledger log, or name the corpora of an example with --in.',
    },
  );
}
