import { contentBytes } from '../corpus/content.ts';
import { planShards } from '../corpus/plan.ts';
import type { BadRow, Shard } from '../corpus/source.ts';
import { type LogBase, readTextScore } from '../lm/read-text-score.ts';
import type { TextScore } from '../lm/text-score.ts';

export interface ScoreFile {
  readonly scores: readonly TextScore[];
  readonly bad: readonly BadRow[];
}

/**
 * Reads scores of texts from JSON lines, compressed or not; see `readTextScore` for the rows. A row that cannot be read, or
 * whose id was met before, is told and left out. Throws as `planShards` and `contentBytes` do.
 */
export async function readScoreFile(path: string, base: LogBase = 'e'): Promise<ScoreFile> {
  const spec = { inputs: [path], format: 'jsonl' } as const;
  const [shard] = await planShards(spec, { targetBytes: Number.MAX_SAFE_INTEGER });
  const scores: TextScore[] = [];
  const bad: BadRow[] = [];
  const met = new Set<string>();
  let row = 0;
  for await (const line of textLines(shard)) {
    row++;
    if (line.trim() === '') continue;
    const read = readLine(line, base);
    const again = 'score' in read && met.has(read.score.id);
    if ('score' in read && !again) {
      met.add(read.score.id);
      scores.push(read.score);
    } else {
      const reason = 'score' in read ? `the id ${read.score.id} stands twice` : read.reason;
      bad.push({ file: shard.name, row, reason, raw: line.slice(0, 1000) });
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

async function* textLines(shard: Shard): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const bytes of contentBytes(shard)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
