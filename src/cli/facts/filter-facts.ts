import type { CorpusSpec } from '../../corpus/source.ts';
import type { FilterOutputs, FilterResult } from '../../engine/rows/filter-corpus.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { version } from '../version.ts';
import { corpusSubject, given, readFact, writtenFact } from './corpus-fact.ts';

/** What was filtered; nothing where nothing was written. */
export async function filterFacts(
  spec: CorpusSpec,
  { kept, rejects }: FilterOutputs,
  { outputs, tally }: FilterResult,
  folder: string,
): Promise<Fact[]> {
  if (kept === undefined || outputs.kept === undefined) return [];
  const output = writtenFact(kept.path, outputs.kept, folder);
  const rejected =
    rejects === undefined || outputs.rejects === undefined
      ? undefined
      : writtenFact(rejects.path, outputs.rejects, folder);
  const reasons = Object.entries(tally.rules).map(([rule, { examples }]) => [rule, examples] as const);
  return [
    fact('corpus.filtered', [corpusSubject(output)], {
      ...given({ input: await readFact(spec, folder), rejected }),
      output,
      kept: tally.examples - tally.dropped,
      dropped: tally.dropped,
      reasons: Object.fromEntries(reasons),
      version: version(),
    }),
  ];
}
