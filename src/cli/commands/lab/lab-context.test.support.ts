import { Command } from 'commander';
import type { Context } from '../../context.ts';

/** What a command wrote, and how it ended. */
export interface Written {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: 0 | 1;
}

type Define = (command: Command, context: Context) => void;

/** Runs a sub-command in this process, on a terminal of `columns` or in a pipe. Throws what it throws. */
export async function runCommand(
  define: Define,
  args: readonly string[],
  { columns, signal = new AbortController().signal }: { columns?: number; signal?: AbortSignal } = {},
): Promise<Written> {
  let stdout = '';
  let stderr = '';
  const context: Context = {
    stdout: { write: (text) => (stdout += text), ...(columns === undefined ? {} : { columns }) },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    signal,
    now: () => 0,
    status: 0,
  };
  const command = new Command('sub').exitOverride().configureOutput({
    writeOut: (text) => (stdout += text),
    writeErr: (text) => (stderr += text),
  });
  define(command, context);
  await command.parseAsync([...args], { from: 'user' });
  return { stdout, stderr, status: context.status };
}
