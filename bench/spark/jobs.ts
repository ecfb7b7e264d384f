import { join } from 'node:path';

/** A command that runs here and on Spark. */
export interface BenchJob {
  readonly name: string;
  /** The words of the command; `out` names a file of the run, which is compared. */
  args(corpus: string, out: (name: string) => string): readonly string[];
}

export const JOBS: readonly BenchJob[] = [
  {
    name: 'profile',
    args: (corpus, out) => ['profile', corpus, '--group-field', 'source', '-o', out('x.profile')],
  },
  {
    name: 'filter',
    args: (corpus, out) => ['filter', corpus, '-o', out('kept.jsonl'), '--rejects', out('rejects.jsonl')],
  },
  {
    name: 'tag',
    args: (corpus, out) => ['tag', corpus, '--origin', 'human', '-o', out('tagged.jsonl')],
  },
  {
    name: 'dedup',
    args: (corpus, out) => ['dedup', corpus, '-o', out('left.jsonl'), '--removed', out('removed.jsonl')],
  },
];

/** Where a run writes to. */
export function outputsIn(folder: string): (name: string) => string {
  return (name) => join(folder, name);
}
