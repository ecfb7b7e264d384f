import { join } from 'node:path';
import type { CorpusFacts, SourceFacts } from '../../audit/facts.ts';
import { sourceFacts } from '../../workspace/audit/config.ts';
import { corpusFacts } from '../../workspace/audit/corpora.ts';
import { FactCache } from '../../workspace/audit/fact-cache.ts';
import { generationsOf } from '../../workspace/line.ts';
import { pathsIn } from '../../workspace/paths.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { reopened } from '../aside/reopen.ts';

/** What the corpora of the line say of themselves, and what `outcross.yaml` says of sources. */
export interface Inventory {
  readonly corpora: readonly CorpusFacts[];
  readonly described: readonly SourceFacts[];
}

/** Each corpus is read once, and kept by its digest. Throws as `corpusFacts`. */
export async function inventoryOf(place: WorkspacePlace, workers: number | undefined): Promise<Inventory> {
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
