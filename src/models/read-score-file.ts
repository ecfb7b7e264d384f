import type { BadRow } from '../corpus/source.ts';
import { textLines } from '../corpus/text-lines.ts';
import { type LogBase, readTextScore } from '../lm/read-text-score.ts';
import type { TextScore } from '../lm/text-score.ts';

export interface ScoreFile {
  readonly scores: readonly TextScore[];
  readonly bad: readonly BadRow[];
}

/**
 * Reads scores of texts from JSON lines, compressed or not, of one input or of several that belong together; see `readTextScore` for the
 * rows. A row that cannot be read, or whose id was met before, is told and left out. Throws as `textLines` does.
 */
export async function readScoreFile(
  inputs: string | readonly string[],
  base: LogBase = 'e',
): Promise<ScoreFile> {
  const scores: TextScore[] = [];
  const bad: BadRow[] = [];
  const met = new Set<string>();
  for await (const { file, row, text } of textLines(typeof inputs === 'string' ? [inputs] : inputs)) {
    if (text.trim() === '') continue;
    const read = readLine(text, base);
    const again = 'score' in read && met.has(read.score.id);
    if ('score' in read && !again) {
      met.add(read.score.id);
      scores.push(read.score);
    } else {
      const reason = 'score' in read ? `the id ${read.score.id} stands twice` : read.reason;
      bad.push({ file, row, reason, raw: text.slice(0, 1000) });
    }
  }
  return { scores, bad };
}

/** A line that holds NaN or Infinity, as Python writes them, is told by its fault. */
function readLine(line: string, base: LogBase): ReturnType<typeof readTextScore> {
  try {
    return readTextScore(JSON.parse(line), base);
  } catch {
    const odd = /[[,:]\s*-?(NaN|Infinity)\b/.exec(line);
    return { reason: odd === null ? 'no JSON' : `a log-probability is ${odd[1]}` };
  }
}
