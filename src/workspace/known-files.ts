import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isCorpusFile } from '../corpus/endings.ts';
import type { FileFact, FilesFact } from '../ledger/kinds/parts.ts';
import { LINEAGE_KINDS } from '../ledger/lineage/ledger-graph.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Workspace } from '../workspace.ts';

/** Corpora that the ledger knows. */
export interface KnownFiles {
  /** Those that are there. */
  readonly files: readonly string[];
  readonly gone: number;
  /** Those that are there and have another size than was recorded last. */
  readonly changed: number;
}

/** Files of corpora that events name, each once. Those of models, reports and proofs hold no examples. */
export async function knownFiles(store: LedgerStore, { folder, config }: Workspace): Promise<KnownFiles> {
  const modality = config.fields?.modality;
  const sizes = new Map<string, number>();
  for await (const { body } of store.events({ kinds: LINEAGE_KINDS })) {
    for (const { name, bytes } of filesIn(Object.values(body))) sizes.set(resolve(folder, name), bytes);
  }
  const files: string[] = [];
  let gone = 0;
  let changed = 0;
  for (const [path, bytes] of sizes) {
    // A check may have read profiles in the place of corpora.
    if (!isCorpusFile(path, undefined, modality) && !isCorpusFile(path, undefined)) continue;
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true) gone++;
    else {
      // A step that kept nothing left an empty file.
      if (found.size > 0) files.push(path);
      if (found.size !== bytes) changed++;
    }
  }
  return { files, gone, changed };
}

/** Corpora among the members of a body: one, or a list of them. */
function filesIn(values: readonly unknown[]): FileFact[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) return filesIn(value);
    const { count, files } = (value ?? {}) as Partial<FilesFact>;
    return typeof count === 'number' && files !== undefined ? [...files] : [];
  });
}
