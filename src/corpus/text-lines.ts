import { contentBytes } from './content.ts';
import { planShards } from './plan.ts';
import type { Shard } from './source.ts';

/** A line of a file, without its line feed. */
export interface TextLine {
  readonly file: string;
  /** From 1, blank lines counted. */
  readonly row: number;
  readonly text: string;
}

/**
 * The lines of files that are no corpus, by the paths that `planShards` takes: files, compressed or not, folders, patterns, `-`. A byte
 * order mark is left out, what is no UTF-8 becomes U+FFFD. Throws as `planShards` and `contentBytes` do.
 */
export async function* textLines(inputs: readonly string[]): AsyncGenerator<TextLine, void> {
  const shards = await planShards({ inputs, format: 'jsonl' }, { targetBytes: Number.MAX_SAFE_INTEGER });
  for (const shard of shards) {
    let row = 0;
    for await (const text of linesOf(shard)) yield { file: shard.name, row: ++row, text };
  }
}

async function* linesOf(shard: Shard): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8');
  // Of a line longer than many chunks each is joined once.
  let pieces: string[] = [];
  for await (const bytes of contentBytes(shard)) {
    const lines = decoder.decode(bytes, { stream: true }).split('\n');
    const last = lines.pop()!;
    if (lines.length > 0) {
      yield pieces.join('') + lines[0];
      yield* lines.slice(1);
      pieces = [];
    }
    pieces.push(last);
  }
  const rest = pieces.join('') + decoder.decode();
  if (rest !== '') yield rest;
}
