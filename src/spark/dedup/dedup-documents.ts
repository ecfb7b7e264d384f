import { OutcrossError } from '../../base/errors.ts';
import type { DedupJob } from '../../engine/dedup/dedup-engine.ts';
import type { RunColumns } from '../../quality/duplicates/run-index.ts';
import type { SparkJob } from '../driver/session.ts';
import type { JobDocument } from '../job-document.ts';

/** Bytes of a reference that go to every executor; Spark's broadcasts, and the frames of the channel, end not far above. */
const LARGEST = 2 ** 30;

export interface DedupDocuments {
  /** Makes fingerprints. */
  readonly document: JobDocument;
  /** Links the members of buckets. */
  readonly merge: JobDocument;
  readonly shape: NonNullable<SparkJob['shape']>;
}

/** What workers are told to find duplicates. Throws `E_UNSUPPORTED` for a reference of more than a gigabyte: it goes with the job. */
export function dedupDocuments({ spec, settings: near, keep, reference, runs }: DedupJob): DedupDocuments {
  const size = (reference?.length ?? 0) + (runs === undefined ? 0 : bytesOf(runs));
  if (size > LARGEST) throw tooLarge(size);
  const settings = {
    near,
    keep,
    ...(reference === undefined ? {} : { reference }),
    ...(runs === undefined ? {} : { runs }),
  };
  return {
    document: {
      action: 'rows',
      task: { kernel: 'fingerprint', settings, spec, outputs: [{ kind: 'bytes' }] },
    },
    merge: { action: 'links', near },
    shape: { bands: near.bands, lanes: near.bands * near.rows },
  };
}

function bytesOf({ hi, lo, end, idBytes, idEnd, slots }: RunColumns): number {
  return [hi, lo, end, idBytes, idEnd, slots].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function tooLarge(size: number): OutcrossError {
  return new OutcrossError(
    'E_UNSUPPORTED',
    `the reference takes ${Math.ceil(size / 2 ** 20)} MiB; 1,024 go to executors`,
    {
      where: '--against',
      hint: 'Hold the corpus against one part of it after the other, without runs (--run-tokens 0), or without --engine spark.',
    },
  );
}
