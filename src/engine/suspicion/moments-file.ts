import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readFailure } from '../../corpus/failure.ts';
import type { BadRow } from '../../corpus/source.ts';
import { probabilityCurvature } from '../../lm/suspicion/curvature.ts';
import { type ReadMoments, readMoments } from '../../lm/suspicion/read-moments.ts';

/**
 * Conditional probability curvature by id, from a file of JSON lines as `readMoments` takes them. Rows that cannot be read, and ids that stand
 * twice, are told. Throws `E_NOT_FOUND` and `E_UNREADABLE` as for any other file.
 */
export async function curvaturesIn(
  path: string,
  onBadRow?: (row: BadRow) => void,
): Promise<Map<string, number>> {
  const curvatures = new Map<string, number>();
  const stream = createReadStream(path, 'utf8');
  let row = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++;
      if (line.trim() === '') continue;
      const reason = take(line, curvatures);
      if (reason !== undefined) onBadRow?.({ file: path, row, reason, raw: line.slice(0, 1000) });
    }
  } catch (error) {
    throw readFailure(path, error);
  } finally {
    stream.destroy();
  }
  return curvatures;
}

/** Why a line gives nothing. */
function take(line: string, into: Map<string, number>): string | undefined {
  const read = parsed(line);
  if (read.reason !== undefined) return read.reason;
  if (into.has(read.id)) return `the id ${read.id} stands twice`;
  const curvature = probabilityCurvature(read.moments);
  if (curvature !== undefined) into.set(read.id, curvature);
  return undefined;
}

function parsed(line: string): ReadMoments {
  try {
    return readMoments(JSON.parse(line));
  } catch {
    return { reason: 'no JSON' };
  }
}
