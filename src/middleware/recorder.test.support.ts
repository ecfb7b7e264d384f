import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutcrossError } from '../base/errors.ts';
import { atTheEnd, temporaryFolder } from '../base/temporary-folder.test.support.ts';
import type { Completion } from './completion.ts';
import { openRecorder, type Recorder, type RecorderOptions } from './recorder.ts';
import type { CompletionRow } from './row.ts';

export const NOON = new Date('2026-03-01T12:00:00Z');

export interface Tape {
  readonly folder: string;
  readonly path: string;
  readonly errors: OutcrossError[];
  readonly recorder: Recorder;
  /** Flushes, and gives the rows of the file. */
  rows(): Promise<CompletionRow[]>;
}

/** A recorder into a folder of its own. */
export function tape(options: Partial<RecorderOptions> = {}): Tape {
  const folder = temporaryFolder('outcross-tape-');
  const path = options.path ?? join(folder, 'completions.jsonl');
  const errors: OutcrossError[] = [];
  const recorder = openRecorder({
    now: () => NOON,
    onError: (error) => errors.push(error),
    ...options,
    path,
  });
  // What was put off last is done first: the folder goes when nothing writes to it.
  atTheEnd(() => recorder.close());
  return {
    folder,
    path,
    errors,
    recorder,
    async rows() {
      await recorder.flush();
      return rowsOf(path);
    },
  };
}

export function rowsOf(path: string): CompletionRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export const completion = (over: Partial<Completion> = {}): Completion => ({
  provider: 'openai',
  model: 'm',
  responseId: 'r1',
  choice: 0,
  text: 'hello',
  toolCalls: [],
  ending: 'complete',
  request: {},
  ...over,
});
