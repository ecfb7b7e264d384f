import { join, relative } from 'node:path';
import type { CorpusFacts, SourceFacts } from '../../audit/facts.ts';
import { OutcrossError } from '../../base/errors.ts';
import { exampleLineage } from '../../engine/lineage/example-lineage.ts';
import { around } from '../../ledger/lineage/graph.ts';
import { sourceFacts } from '../../workspace/audit/config.ts';
import { corpusFacts } from '../../workspace/audit/corpora.ts';
import { FactCache } from '../../workspace/audit/fact-cache.ts';
import { workspaceSpec } from '../../workspace/fields.ts';
import { knownFiles } from '../../workspace/known-files.ts';
import { generationsOf } from '../../workspace/line.ts';
import { pathsIn } from '../../workspace/paths.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import type { CallDesk } from '../aside/aside.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { LedgerDoor, reopened } from '../aside/reopen.ts';
import type { LineageView } from '../wire.ts';
import { lineageView } from './lineage-view.ts';

/** What the corpora of the line say of themselves, and what `outcross.yaml` says of sources. */
export interface Inventory {
  readonly corpora: readonly CorpusFacts[];
  readonly described: readonly SourceFacts[];
}

export interface ExampleQuestion {
  readonly id: string;
  readonly depth: number;
}

/** What takes the reading of corpora. `workers` as for a run over rows. */
export function sourcesDesk(place: WorkspacePlace, workers?: number): CallDesk {
  const ledger = new LedgerDoor(place);
  return {
    calls: {
      inventory: () => inventoryOf(place, workers),
      example: (question: ExampleQuestion) => exampleView(place, ledger, question, workers),
    },
    close: () => ledger.close(),
  };
}

/** Each corpus is read once, and kept by its digest. Throws as `corpusFacts`. */
async function inventoryOf(place: WorkspacePlace, workers: number | undefined): Promise<Inventory> {
  const workspace = await reopened(place);
  if (workspace.file === undefined) return { corpora: [], described: [] };
  const cache = new FactCache(join(workspace.folder, STATE_FOLDER, 'audit'));
  const gathering = { workspace, cache, ...(workers === undefined ? {} : { workers }) };
  const corpora: CorpusFacts[] = [];
  const { human } = workspace.config;
  if (human !== undefined)
    corpora.push((await corpusFacts('human', 'human', pathsIn(workspace, human), gathering)).facts);
  for (const { name, corpus } of await generationsOf(workspace))
    corpora.push((await corpusFacts(name, 'generation', corpus, gathering)).facts);
  return { corpora, described: sourceFacts(workspace, []) };
}

/** Where an example comes from, and what was made of it. Throws `E_NOT_FOUND`; as `exampleLineage`. */
async function exampleView(
  place: WorkspacePlace,
  ledger: LedgerDoor,
  { id, depth }: ExampleQuestion,
  workers: number | undefined,
): Promise<LineageView> {
  const workspace = await reopened(place);
  const store = await ledger.get();
  const known = store === undefined ? { files: [], changed: 0 } : await knownFiles(store, workspace);
  if (known.files.length === 0) throw nothing(id, 'the ledger knows no corpus that is still there');
  const found = await exampleLineage(workspaceSpec(workspace, known.files), id, {
    depth,
    nameOf: (path) => relative(workspace.folder, path) || path,
    ...(workers === undefined ? {} : { workers }),
  });
  if (found.root === undefined) throw nothing(id, `none of ${known.files.length} corpora holds it`);
  const notes = [
    ...found.disagree.map((other) => `Copies of ${other} name different parents: all are shown.`),
    ...(found.cut ? ['There are more relatives than are shown.'] : []),
    ...(known.changed === 0 ? [] : [changedText(known.changed)]),
  ];
  const { graph, root, missing } = found;
  return { ...lineageView(graph, around(graph, root, depth)), missing: [...missing], notes };
}

function changedText(files: number): string {
  return files === 1
    ? '1 file has another size than was recorded.'
    : `${files} files have another size than was recorded.`;
}

function nothing(id: string, why: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `no example is called ${id}: ${why}`, {
    where: id,
    hint: 'See what was recorded with outcross ledger log.',
  });
}
