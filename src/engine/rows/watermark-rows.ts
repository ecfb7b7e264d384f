import type { Change } from '../../corpus/change.ts';
import { statedProvenance } from '../../corpus/provenance.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { clusterOf } from '../watermark/cluster-of.ts';
import { type Examined, Examiner, type ExaminerSettings } from '../watermark/examiner.ts';
import { makeTokenize, type TokenizerText } from '../watermark/load-tokenizer.ts';
import { scoreLine } from '../watermark/score-line.ts';
import { SourceTallies, type TallyLines } from '../watermark/source-tally.ts';
import { type TokenFields, TokenReader } from '../watermark/token-reader.ts';
import type { RowKernel, RowWriter } from './row-kernel.ts';

export interface WatermarkRowsSettings extends ExaminerSettings, TokenFields {
  /** Cuts texts into tokens where no field holds them. */
  readonly tokenizer?: TokenizerText;
  /** Numbers of the outputs; what has none is not written. */
  readonly outputs: {
    /** The corpus, marked examples tagged. */
    readonly tagged?: number;
    /** A line of JSON for each example. */
    readonly scores?: number;
  };
  /** Replace what rows state of origin and evidence. */
  readonly overwrite?: boolean;
}

/** What was found in a shard. */
export interface WatermarkSummary {
  readonly records: number;
  /** Records whose tokens could be had. */
  readonly withTokens: number;
  readonly tagged: number;
  /** Marked records that state another origin, and were left as they stand. */
  readonly conflicts: number;
  readonly tallies: readonly TallyLines[];
}

/** Holds records against watermark keys. What it loads is shared by the kernels that it makes. */
export async function watermarkRows(settings: WatermarkRowsSettings): Promise<() => RowKernel> {
  const { tokenizer, outputs, overwrite = false } = settings;
  const tokenize = tokenizer === undefined ? undefined : await makeTokenize(tokenizer);
  const reader = new TokenReader(settings, tokenize);
  const examiner = new Examiner(settings);
  return () => {
    const tallies = new SourceTallies(examiner.detectors);
    const counts = { records: 0, withTokens: 0, tagged: 0, conflicts: 0 };
    return {
      map(record, out) {
        const read = reader.read(record);
        const isRead = read.fault === undefined;
        const examined = isRead
          ? examiner.examine(read.tokens, read.prompt)
          : examiner.unexamined(read.fault);
        counts.records++;
        if (isRead) counts.withTokens++;
        const source = record.example.provenance?.source;
        const cluster = clusterOf(record);
        if (isRead) tallies.add(source, examined, cluster, read.tokens, read.prompt);
        else tallies.add(source, examined, cluster);
        if (outputs.scores !== undefined) out.bytes(outputs.scores, scoreLine(record, examined, read));
        writeTagged(record, examined, out);
      },
      end: (): WatermarkSummary => ({ ...counts, tallies: tallies.lines() }),
    };

    function writeTagged(record: CorpusRecord, { best }: Examined, out: RowWriter): void {
      if (best.state !== 'marked') {
        if (outputs.tagged !== undefined) out.write(outputs.tagged, record);
        return;
      }
      const change = tagOf(record, overwrite);
      if (change === 'conflict') {
        counts.conflicts++;
        out.note(record, { id: 'watermark.conflict', message: CONFLICT, ...pOf(best.corrected) });
      } else if (change !== undefined) counts.tagged++;
      if (outputs.tagged === undefined) return;
      out.write(outputs.tagged, record, change === 'conflict' ? undefined : change);
    }
  };
}

const CONFLICT = 'it is marked, and states another origin than synthetic';

function pOf(measure: number | undefined): { readonly measure?: number } {
  return measure === undefined ? {} : { measure };
}

/** What a marked record is to say; `conflict` where it states another origin, undefined where it says so already. */
function tagOf({ value }: CorpusRecord, overwrite: boolean): Change | 'conflict' | undefined {
  const stated = statedProvenance(value);
  const { origin, evidence } = stated.reason === undefined ? stated.parts : {};
  if (origin === 'synthetic' && (evidence === 'watermark' || (evidence !== undefined && !overwrite)))
    return undefined;
  const isOpen = origin === undefined || origin === 'unknown' || origin === 'synthetic';
  if (!isOpen && !overwrite) return 'conflict';
  return { provenance: { origin: 'synthetic', evidence: 'watermark' } };
}
