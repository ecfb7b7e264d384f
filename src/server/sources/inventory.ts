import { join } from 'node:path';
import type { CorpusFacts, SourceFacts } from '../../audit/facts.ts';
import { OutcrossError } from '../../base/errors.ts';
import { sourceFacts } from '../../workspace/audit/config.ts';
import { corpusFacts } from '../../workspace/audit/corpora.ts';
import { FactCache } from '../../workspace/audit/fact-cache.ts';
import { generationsOf } from '../../workspace/line.ts';
import { pathsIn } from '../../workspace/paths.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import { wireError } from '../app/error-view.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { reopened } from '../aside/reopen.ts';
import type { ErrorView } from '../wire.ts';

/** What the corpora of the line say of themselves, and what `outcross.yaml` says of sources. */
export interface Inventory {
  readonly corpora: readonly CorpusFacts[];
  readonly described: readonly SourceFacts[];
  /** Corpora that could not be read: the others are counted all the same. */
  readonly unread: readonly UnreadCorpus[];
}

/** A corpus by name, and why it could not be read. */
export interface UnreadCorpus {
  readonly name: string;
  readonly error: ErrorView;
}

/** Each corpus is read once, and kept by its digest. Throws as `generationsOf`; `E_INTERRUPTED`. */
export async function inventoryOf(place: WorkspacePlace, workers: number | undefined): Promise<Inventory> {
  const workspace = await reopened(place);
  if (workspace.file === undefined) return { corpora: [], described: [], unread: [] };
  const cache = new FactCache(join(workspace.folder, STATE_FOLDER, 'audit'));
  const gathering = { workspace, cache, ...(workers === undefined ? {} : { workers }) };
  const corpora: CorpusFacts[] = [];
  const unread: UnreadCorpus[] = [];
  const count = async (
    name: string,
    part: Parameters<typeof corpusFacts>[1],
    corpus: Parameters<typeof corpusFacts>[2],
  ) => {
    try {
      corpora.push((await corpusFacts(name, part, corpus, gathering)).facts);
    } catch (error) {
      if (!(error instanceof OutcrossError) || error.code === 'E_INTERRUPTED') throw error;
      unread.push({ name, error: wireError(error, workspace.folder).view });
    }
  };
  const { human } = workspace.config;
  if (human !== undefined) await count('human', 'human', pathsIn(workspace, human));
  for (const { name, corpus } of await generationsOf(workspace)) await count(name, 'generation', corpus);
  return { corpora, described: sourceFacts(workspace, []), unread };
}
