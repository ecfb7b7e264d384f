import type { DecidedExamples, Decision, Pieces } from '../../engine/dedup/dedup-engine.ts';
import { wordsOf } from '../wire/arrow.ts';
import type { WireRow } from '../wire/wire-row.ts';

/** The decision that a row is; undefined for rows that are none. */
export function toDecision(row: WireRow): Decision | undefined {
  switch (row.kind) {
    case 'kept': {
      const { numbers, pieces } = columnsOf(row, 2);
      const [places, texts] = numbers;
      return { kind: 'kept', places, hashes: unsigned(texts), ids: pieces };
    }
    case 'removed': {
      const { numbers, pieces } = columnsOf(row, 3);
      const [places, kept, equal] = numbers;
      return { kind: 'removed', places, kept, equal, shared: pieces };
    }
    case 'decided':
      return { kind: 'decided', ...(row.meta as Omit<DecidedExamples, 'kind'>) };
    default:
      return undefined;
  }
}

/** What `packed` (spark/outcross_spark/examples.py) put together: columns of 64-bit numbers, where each piece ends, the pieces. */
function columnsOf({ meta, data }: WireRow, columns: number) {
  const { rows } = meta as { rows: number };
  const width = 8 * rows;
  const numbers = Array.from({ length: columns }, (_, i) =>
    wordsOf(data!.subarray(i * width, (i + 1) * width)),
  );
  const from = columns * width;
  const ends = wordsOf(data!.subarray(from, from + 4 * rows));
  const pieces: Pieces = { ends, bytes: data!.slice(from + 4 * rows) };
  return { numbers, pieces };
}

/** A text's name on Spark is its exact hash with the sign turned, so that signed numbers have its order. */
function unsigned(texts: Uint32Array): Uint32Array {
  return texts.map((word, i) => (i % 2 === 1 ? (word ^ 0x80000000) >>> 0 : word));
}
