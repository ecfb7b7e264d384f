import type { BadRow } from '../../corpus/source.ts';
import { textLines } from '../../corpus/text-lines.ts';
import { probabilityCurvature } from '../../lm/suspicion/curvature.ts';
import { type ReadMoments, readMoments } from '../../lm/suspicion/read-moments.ts';

/**
 * Conditional probability curvature by id, from JSON lines, compressed or not, as `readMoments` takes them. Rows that give none, and ids that
 * stand twice, are told. Throws as `textLines` does.
 */
export async function curvaturesIn(
  path: string,
  onBadRow?: (row: BadRow) => void,
): Promise<Map<string, number>> {
  const curvatures = new Map<string, number>();
  const met = new Set<string>();
  for await (const { file, row, text } of textLines([path])) {
    if (text.trim() === '') continue;
    const reason = take(parsed(text), met, curvatures);
    if (reason !== undefined) onBadRow?.({ file, row, reason, raw: text.slice(0, 1000) });
  }
  return curvatures;
}

/** Why a line gives nothing. */
function take(read: ReadMoments, met: Set<string>, into: Map<string, number>): string | undefined {
  if (read.reason !== undefined) return read.reason;
  if (met.has(read.id)) return `the id ${read.id} stands twice`;
  met.add(read.id);
  const curvature = probabilityCurvature(read.moments);
  if (curvature === undefined) return 'the variances are 0: the model never had a choice';
  into.set(read.id, curvature);
  return undefined;
}

function parsed(line: string): ReadMoments {
  try {
    return readMoments(JSON.parse(line));
  } catch {
    return { reason: 'no JSON' };
  }
}
