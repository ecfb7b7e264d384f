import type { Channel } from './progress-channel.ts';

/** What a command writes to: the part of a stream that it needs. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command knows of the process that it runs in. */
export interface Context {
  /** Results. With `--json` one document and nothing else. */
  readonly stdout: Output;
  /** Progress, warnings and errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Given on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Where progress is told besides the terminal: see `progress-channel.ts`. */
  readonly channel?: Channel;
  /** Exit status of a command that ran to its end: 1 where a gate failed. */
  status: 0 | 1;
}
