import type { CorpusSpec } from '../../corpus/source.ts';
import type { WatermarkResult } from '../../engine/rows/watermark-corpus.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { version } from '../version.ts';
import { given, inputsName, readFact, writtenFact } from './corpus-fact.ts';

export interface Scan {
  readonly spec: CorpusSpec;
  /** Ids of the keys that were tried. */
  readonly keys: readonly string[];
  /** Where the tagged corpus was written. */
  readonly write?: string;
  readonly found: WatermarkResult;
}

/** Which keys were held against which corpus. */
export async function scanFacts({ spec, keys, write, found }: Scan, folder: string): Promise<Fact[]> {
  const { records, states, share, outputs } = found;
  const input = await readFact(spec, folder);
  const output = write === undefined ? undefined : writtenFact(write, outputs[0], folder);
  const name = input?.name ?? inputsName(spec.inputs, folder);
  const scanned = fact('corpus.watermark-scanned', [{ type: 'corpus', id: output?.name ?? name }], {
    ...given({ input, output }),
    examples: records,
    marked: states.marked,
    ...(share === undefined ? {} : { share: share.share, interval: [share.low, share.high] as const }),
    keys: keys.slice(0, 1000),
    version: version(),
  });
  const used = keys.map((key) =>
    fact('key.used', [{ type: 'key', id: key }], {
      key,
      purpose: 'watermark',
      of: { name, ...given({ sha256: input?.sha256 }) },
      version: version(),
    }),
  );
  return [scanned, ...used];
}
