import type { ByteReader, ByteWriter } from '../base/bytes.ts';
import { OutcrossError } from '../base/errors.ts';
import { Histogram } from './histogram.ts';

/** A histogram as its filled buckets: steps from one to the next, and counts. */
export function encodeHistogram(out: ByteWriter, histogram: Histogram): void {
  const filled = [...histogram.filled()];
  out.varint(filled.length);
  let previous = 0;
  for (const [bucket, count] of filled) {
    out.varint(bucket - previous);
    out.varint(count);
    previous = bucket;
  }
}

/** Buckets of a value below 2^31 end here. */
const MOST_BUCKETS = 1 << 13;

/** Reads `encodeHistogram`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeHistogram(input: ByteReader): Histogram {
  const filled = input.countOf(2);
  const pairs: [number, number][] = [];
  let bucket = 0;
  for (let i = 0; i < filled; i++) {
    bucket += input.varint();
    if (bucket >= MOST_BUCKETS || (i > 0 && bucket === pairs[i - 1][0]))
      throw new OutcrossError('E_PROFILE', 'a histogram of the profile is damaged');
    pairs.push([bucket, input.varint()]);
  }
  const counts = new Float64Array(bucket + 1);
  for (const [b, n] of pairs) counts[b] = n;
  return new Histogram(counts);
}
