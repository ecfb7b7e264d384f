import { OutcrossError } from '../base/errors.ts';
import type { Task } from '../engine/engine.ts';
import type { RowTask } from '../engine/rows/row-job.ts';
import type { NearSettings } from '../quality/duplicates/settings.ts';
import { decodeValue, encodeValue } from './wire/value.ts';

/**
 * What a worker is to do with what comes in: `profile` shards into one part, do with the records of shards what a kernel does (`rows`),
 * `merge` parts into one, or find the pairs that the members of buckets make (`links`).
 */
export type JobDocument =
  | { readonly action: 'profile'; readonly task: Task }
  | { readonly action: 'rows'; readonly task: RowTask }
  | { readonly action: 'merge' }
  | { readonly action: 'links'; readonly near: NearSettings };

interface Envelope {
  /** Version of the package. */
  readonly version: string;
  readonly job: string;
  readonly document: JobDocument;
}

/** A job document as a worker finds it. */
export interface ReceivedJob {
  /** The same for all tasks of one job, and for those of no other. */
  readonly job: string;
  readonly document: JobDocument;
}

/** `job`: a name that no other job of the application has. */
export function encodeJob(document: JobDocument, version: string, job: string): Buffer {
  const envelope: Envelope = { version, job, document };
  return encodeValue(envelope);
}

/**
 * Reads what `encodeJob` wrote. Throws `E_UNSUPPORTED` where another version of the package did: two versions may give two answers,
 * and a corpus has one.
 */
export function decodeJob(bytes: Uint8Array, version: string): ReceivedJob {
  const envelope = read(bytes);
  if (envelope?.document?.action === undefined || envelope.job === undefined) {
    throw new OutcrossError('E_FORMAT', 'the job document is none', {
      where: '--job',
      hint: 'Workers are started by the Spark driver of outcross, which writes it.',
    });
  }
  if (envelope.version === version) return { job: envelope.job, document: envelope.document };
  throw new OutcrossError(
    'E_UNSUPPORTED',
    `the job comes from outcross ${envelope.version}, this worker is ${version}`,
    {
      where: '--job',
      hint: 'Make the archive anew with `outcross engine pack`, of the version that you run.',
    },
  );
}

function read(bytes: Uint8Array): Partial<Envelope> | undefined {
  try {
    return decodeValue(bytes) as Partial<Envelope>;
  } catch {
    return undefined;
  }
}
