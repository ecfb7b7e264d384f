import type { WatermarkKey } from '../../watermark/key/key.ts';
import type { Evidence } from '../../watermark/scheme.ts';
import { uniformPValue } from '../../watermark/share.ts';
import { type SampleLines, TextSample } from '../../watermark/text-sample.ts';
import { DEFAULT_LEAST } from '../../watermark/verdict.ts';
import { clusterOf } from '../watermark/cluster-of.ts';
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
  /** Some of the texts, to be looked at together. */
  readonly sample: SampleLines;
  /**
   * By key: positions that count; the p-values, or scores where there are none; whether they are p-values; p-values that are
   * uniform where theory holds; and the clusters of the texts' groups.
   */
  readonly keys: readonly {
    readonly scored: Uint32Array;
    readonly values: Float64Array;
    readonly hasPValues: boolean;
    readonly drawn: Float64Array;
    readonly clusters: Uint8Array;
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
    const gathered = keys.map(() => new Gathered());
    const counts = { records: 0, withTokens: 0 };
    const sample = new TextSample();
    return {
      map(record) {
        counts.records++;
        const read = reader.read(record);
        if (read.fault !== undefined) return;
        counts.withTokens++;
        const { all } = examiner.examine(read.tokens, read.prompt);
        // Ids beyond a vocabulary would count as unmarked tokens.
        if (all.every(({ reason, scored }) => reason === undefined || scored > 0)) {
          sample.add(read.tokens, read.prompt);
        }
        for (const [i, verdict] of all.entries()) {
          if (verdict.scored >= least) gathered[i].add(verdict, read.tokens, i, clusterOf(record));
        }
      },
      end: (): CalibrateSummary => ({
        ...counts,
        sample: sample.lines(),
        keys: gathered.map((own) => own.lines()),
      }),
    };
  };
}

/** What human texts have under one key. */
class Gathered {
  readonly #scored: number[] = [];
  readonly #values: number[] = [];
  readonly #drawn: number[] = [];
  readonly #clusters: number[] = [];
  #hasPValues = false;

  add(
    { scored, score, pValue, beyond = pValue }: Evidence,
    tokens: ArrayLike<number>,
    salt: number,
    cluster: number,
  ): void {
    this.#scored.push(scored);
    this.#clusters.push(cluster);
    this.#values.push(pValue ?? score);
    if (pValue === undefined || beyond === undefined) return;
    this.#hasPValues = true;
    this.#drawn.push(uniformPValue({ pValue, beyond }, tokens, salt));
  }

  lines(): CalibrateSummary['keys'][number] {
    return {
      scored: Uint32Array.from(this.#scored),
      values: Float64Array.from(this.#values),
      hasPValues: this.#hasPValues,
      drawn: Float64Array.from(this.#drawn),
      clusters: Uint8Array.from(this.#clusters),
    };
  }
}
