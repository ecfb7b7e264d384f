import { OutcrossError } from '../../base/errors.ts';
import type { BadRow, CorpusSpec, Shard } from '../../corpus/source.ts';
import { type Fingerprint, FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import type { FingerprintSettings, FingerprintSummary } from '../rows/fingerprint-rows.ts';
import type { RewriteOptions } from '../rows/rewrite-corpus.ts';
import { runRows } from '../rows/run-rows.ts';

/** What reading a corpus came to. */
export interface FingerprintsRead {
  /** Place of the first record of each shard. */
  readonly firsts: readonly number[];
  readonly examples: number;
  readonly malformed: number;
  readonly invalidEncoding: number;
  /** Bytes of the shards as stored. */
  readonly bytes: number;
}

/** Who takes fingerprints, in the order of the examples. A fingerprint is valid during the call. */
export interface FingerprintTaker {
  add(fingerprint: Fingerprint): void;
  /** Waited for between blocks. */
  settle(): Promise<void>;
}

/** Reads a corpus and hands over the fingerprints of its examples. Throws as `runRows`, and `E_ROW` under `strict`. */
export async function readFingerprints(
  shards: readonly Shard[],
  spec: CorpusSpec,
  settings: FingerprintSettings,
  taker: FingerprintTaker,
  options: RewriteOptions,
): Promise<FingerprintsRead> {
  const codec = new FingerprintCodec(settings.near);
  const firsts = [0];
  let malformed = 0;
  let invalidEncoding = 0;
  const job = { kernel: 'fingerprint', settings, spec, shards, outputs: [{ kind: 'bytes' }] } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind === 'block') {
      const { bytes, ends } = fragment;
      for (let i = 0; i < ends.length; i++) {
        taker.add(codec.decode(bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i])));
      }
      await taker.settle();
    } else if (fragment.kind === 'rows') {
      for (const row of fragment.rows) {
        if (options.strict === true) throw refused(row);
        options.onBadRow?.(row);
      }
    } else if (fragment.kind === 'end') {
      malformed += fragment.malformed;
      invalidEncoding += fragment.invalidEncoding;
      firsts.push(firsts[firsts.length - 1] + (fragment.summary as FingerprintSummary).records);
    }
  }
  const examples = firsts.pop()!;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  return { firsts, examples, malformed, invalidEncoding, bytes };
}

function refused({ file, row, reason }: BadRow): OutcrossError {
  return new OutcrossError('E_ROW', `${file}:${row}: ${reason}`, {
    where: `${file}:${row}`,
    hint: 'Correct the row, or leave --strict out to pass malformed rows over.',
  });
}
