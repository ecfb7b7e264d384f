import type { CorpusSpec } from '../../corpus/source.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { type RunColumns, RunIndexBuilder } from '../../quality/duplicates/run-index.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import { lanesOfBytes } from '../../quality/duplicates/token-lanes.ts';
import { planFor } from '../plan-for.ts';
import type { RewriteOptions } from '../rows/rewrite-corpus.ts';
import { readFingerprints } from './read-fingerprints.ts';

/** What corpora are held against. */
export interface Reference {
  readonly near: NearIndex;
  /** Absent where runs are not asked for. */
  readonly runs?: RunColumns;
  readonly examples: number;
}

/** Reads a reference whole. `runTokens`: the shortest run that counts, 0 for none. */
export async function readReference(
  spec: CorpusSpec,
  settings: NearSettings,
  runTokens: number,
  options: RewriteOptions,
): Promise<Reference> {
  const shards = await planFor(spec, options);
  const near = new NearIndex(settings);
  const builder = runTokens === 0 ? undefined : new RunIndexBuilder(runTokens);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const taker = {
    add(fingerprint: Parameters<NearIndex['addAtRest']>[0]) {
      near.addAtRest(fingerprint);
      builder?.add(decoder.decode(fingerprint.id), lanesOfBytes(fingerprint.extra));
    },
    settle: async () => {},
  };
  const kernel = { near: settings, ...(builder === undefined ? {} : { extra: 'tokens' as const }) };
  const { examples } = await readFingerprints(shards, spec, kernel, taker, options);
  return { near, examples, ...(builder === undefined ? {} : { runs: builder.finish().columns }) };
}
