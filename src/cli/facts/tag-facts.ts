import type { CorpusSpec } from '../../corpus/source.ts';
import type { TagResult } from '../../engine/rows/tag-corpus.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import type { TagSettings } from '../../quality/provenance/tag-rules.ts';
import { version } from '../version.ts';
import { corpusSubject, cut, given, LONGEST_NAME, readFact, writtenFact } from './corpus-fact.ts';

export interface Tagged {
  readonly spec: CorpusSpec;
  readonly settings: TagSettings;
  /** Where it was written. */
  readonly path: string;
  readonly result: TagResult;
}

/** What was tagged, and as what. */
export async function tagFacts({ spec, settings, path, result }: Tagged, folder: string): Promise<Fact[]> {
  const output = writtenFact(path, result.output, folder);
  const { source: from, model: by, generation } = settings.set ?? {};
  const [source, model] = [from, by].map((name) =>
    name === undefined ? undefined : cut(name, LONGEST_NAME),
  );
  const set = given({ source, model, generation });
  return [
    fact(
      'corpus.tagged',
      [corpusSubject(output), ...(source ? [{ type: 'source' as const, id: source }] : [])],
      {
        ...given({ input: await readFact(spec, folder) }),
        output,
        ...(Object.keys(set).length === 0 ? {} : { set }),
        examples: result.records,
        changed: result.changed,
        origins: result.origins as Record<string, number>,
        malformedRows: result.malformed,
        version: version(),
      },
    ),
  ];
}
