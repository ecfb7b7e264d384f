import { join } from 'node:path';

/** What the jobs of a comparison read. */
export interface EqualityInputs {
  readonly corpus: string;
  readonly anchor: string;
  readonly policy: string;
  readonly keys: string;
}

interface EqualityJob {
  readonly name: string;
  /** The words of the command, whose outputs go to `out`; its document of standard output is compared too. */
  args(inputs: EqualityInputs, out: string): readonly string[];
}

export const EQUALITY_JOBS: readonly EqualityJob[] = [
  {
    name: 'profile',
    args: ({ corpus }, out) => ['profile', corpus, '--group-field', 'group', '-o', join(out, 'x.profile')],
  },
  {
    name: 'filter',
    args: ({ corpus }, out) => [
      ...['filter', corpus, '--profile', 'gopher,c4', '--json', '-o', join(out, 'kept.jsonl')],
      ...['--rejects', join(out, 'rejects.jsonl')],
    ],
  },
  {
    name: 'dedup',
    args: ({ corpus }, out) => [
      ...['dedup', corpus, '-o', join(out, 'left.jsonl'), '--removed', join(out, 'removed.jsonl')],
    ],
  },
  {
    name: 'tag',
    args: ({ corpus }, out) => [
      ...['tag', corpus, '--overwrite', '--source', 'noisy', '--license', 'CC0-1.0', '--json'],
      ...['-o', join(out, 'tagged.jsonl')],
    ],
  },
  {
    name: 'watermark detect',
    args: ({ corpus, keys }, out) => [
      ...['watermark', 'detect', corpus, '--keys-folder', keys, '--tokens-field', 'ids', '--json'],
      ...['--scores', join(out, 'scores.jsonl'), '--write', join(out, 'marked.jsonl'), '--overwrite'],
    ],
  },
  {
    name: 'mix',
    args: ({ corpus, anchor, policy }, out) => [
      ...['mix', corpus, '--policy', policy, '--anchor', anchor, '--group-field', 'group'],
      ...['-o', join(out, 'set.jsonl'), '--rejects', join(out, 'rejects.jsonl')],
    ],
  },
];
