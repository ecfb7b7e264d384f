import { dirname } from 'node:path';
import type { SinkResult } from '../corpus/block-sink.ts';
import { count } from '../report/figures.ts';
import { visible } from '../report/visible.ts';
import { size } from './size.ts';

/** What was written, in a few words: `out.jsonl (3.1 MB)`, `out (12 parts, 3.1 GB)`. */
export function writtenText({ files }: SinkResult): string {
  const bytes = size(files.reduce((sum, file) => sum + file.bytes, 0));
  const [first] = files;
  // As folders name their parts: a file may be called part-of-speech.jsonl.
  const isPart = files.length > 1 || /^part-\d{5,}\./.test(first.name);
  if (!isPart) return `${visible(first.path)} (${bytes})`;
  const parts = files.length === 1 ? '1 part' : `${count(files.length)} parts`;
  return `${visible(dirname(first.path))} (${parts}, ${bytes})`;
}
