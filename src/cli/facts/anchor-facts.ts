import { join } from 'node:path';
import type { CorpusSpec } from '../../corpus/source.ts';
import { factOf } from '../../ledger/files-fact.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import type { AnchorDocument, AnchorSide } from '../../quality/anchor/anchor-document.ts';
import { given, named, readFact } from './corpus-fact.ts';

/** How human data were split, into the folder `path`. */
export async function anchorFacts(
  spec: CorpusSpec,
  path: string,
  document: AnchorDocument,
  folder: string,
): Promise<Fact[]> {
  const { reservoir, holdout, settings, version } = document;
  const side = ({ corpus: { name, bytes, sha256 } }: AnchorSide) => {
    const file = named(folder, join(path, name));
    return factOf(file, [{ name: file, bytes, sha256 }]);
  };
  return [
    fact('anchor.split', [{ type: 'anchor', id: named(folder, path) }], {
      ...given({ input: await readFact(spec, folder) }),
      reservoir: side(reservoir),
      holdout: side(holdout),
      examples: { reservoir: reservoir.examples, holdout: holdout.examples },
      groups: reservoir.groups + holdout.groups,
      share: settings.holdout,
      strata: settings.strata,
      version,
    }),
  ];
}
