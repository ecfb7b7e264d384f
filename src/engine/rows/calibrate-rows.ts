import type { WatermarkKey } from '../../watermark/key/key.ts';
import { DEFAULT_LEAST } from '../../watermark/verdict.ts';
import { Examiner } from '../watermark/examiner.ts';
import { makeTokenize, type TokenizerText } from '../watermark/load-tokenizer.ts';
import { type TokenFields, TokenReader } from '../watermark/token-reader.ts';
import type { RowKernel } from './row-kernel.ts';

export interface CalibrateRowsSettings extends TokenFields {
  readonly keys: readonly WatermarkKey[];
  /** See `WatermarkRowsSettings`. */
  readonly tokenizer?: TokenizerText;
  /** Texts with fewer positions that count are passed over. Default 16. */
  readonly least?: number;
}

/** What the texts of a shard have under each key. */
export interface CalibrateSummary {
  readonly records: number;
  readonly withTokens: number;
  /** By key: positions that count; the p-values, or scores where there are none; whether they are p-values. */
  readonly keys: readonly {
    readonly scored: Uint32Array;
    readonly values: Float64Array;
    readonly hasPValues: boolean;
  }[];
}

/** Gathers scores of human text under each key; writes nothing. */
export async function calibrateRows(settings: CalibrateRowsSettings): Promise<() => RowKernel> {
  const { tokenizer, least = DEFAULT_LEAST, keys } = settings;
  const reader = new TokenReader(
    settings,
    tokenizer === undefined ? undefined : await makeTokenize(tokenizer),
  );
  const examiner = new Examiner({ keys, least });
  return () => {
    const gathered = keys.map(() => ({ scored: [] as number[], values: [] as number[], hasPValues: false }));
    const counts = { records: 0, withTokens: 0 };
    return {
      map(record) {
        counts.records++;
        const read = reader.read(record);
        if (read.fault !== undefined) return;
        counts.withTokens++;
        for (const [i, verdict] of examiner.examine(read.tokens, read.prompt).all.entries()) {
          const { scored, score, pValue } = verdict;
          if (scored < least) continue;
          const own = gathered[i];
          own.scored.push(scored);
          own.values.push(pValue ?? score);
          if (pValue !== undefined) own.hasPValues = true;
        }
      },
      end: (): CalibrateSummary => ({
        ...counts,
        keys: gathered.map(({ scored, values, hasPValues }) => ({
          scored: Uint32Array.from(scored),
          values: Float64Array.from(values),
          hasPValues,
        })),
      }),
    };
  };
}
