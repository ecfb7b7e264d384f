import type { CorpusSpec } from '../../corpus/source.ts';
import type { DedupCorpusResult } from '../../engine/dedup/dedup-corpus.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { version } from '../version.ts';
import { corpusSubject, given, readFact, writtenFact } from './corpus-fact.ts';

export interface DedupRun {
  readonly spec: CorpusSpec;
  readonly against?: CorpusSpec;
  /** Where what stays was written; undefined where nothing was. */
  readonly path?: string;
  readonly result: DedupCorpusResult;
}

/** What was de-duplicated; nothing where nothing was written. */
export async function dedupFacts({ spec, against, path, result }: DedupRun, folder: string): Promise<Fact[]> {
  const [kept] = result.outputs;
  if (path === undefined || kept === undefined) return [];
  const output = writtenFact(path, kept, folder);
  const { kept: stay, removed, reasons } = result.counts;
  return [
    fact('corpus.deduplicated', [corpusSubject(output)], {
      ...given({
        input: await readFact(spec, folder),
        reference: against === undefined ? undefined : await readFact(against, folder),
      }),
      output,
      kept: stay,
      dropped: removed,
      exact: reasons.exact,
      near: reasons.near,
      shared: reasons['reference-exact'] + reasons['reference-near'] + reasons['reference-run'],
      threshold: result.settings.threshold,
      version: version(),
    }),
  ];
}
