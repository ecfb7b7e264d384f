import { relative } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { exampleLineage } from '../../engine/lineage/example-lineage.ts';
import { around } from '../../ledger/lineage/graph.ts';
import { workspaceSpec } from '../../workspace/fields.ts';
import { knownFiles } from '../../workspace/known-files.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { type LedgerDoor, reopened } from '../aside/reopen.ts';
import type { LineageView } from '../wire.ts';
import { lineageView } from './lineage-view.ts';

export interface ExampleQuestion {
  readonly id: string;
  readonly depth: number;
}

/** Where an example comes from, and what was made of it. Throws `E_NOT_FOUND`; as `exampleLineage`. */
export async function exampleView(
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
