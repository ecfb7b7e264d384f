import { OutcrossError } from '../base/errors.ts';
import type { Context } from './context.ts';
import { held } from './lifeline.ts';
import { printError } from './print-error.ts';
import { ProgressChannel } from './progress-channel.ts';
import { leaveStatus, takePipes, takeStatusFile } from './progress-pipe.ts';
import { run } from './run.ts';

const interruption = new AbortController();
const pipes = takePipes(process.env);
const statusFile = takeStatusFile(process.env);
const now = () => performance.now();
const context: Context = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: interruption.signal,
  now,
  ...(pipes.progress === undefined ? {} : { channel: new ProgressChannel(pipes.progress, now) }),
  status: 0,
};

/** The first signal stops the work cleanly. After it signals act as they do by default: a second one kills. */
function onSignal(): void {
  for (const name of SIGNALS) process.removeAllListeners(name);
  interruption.abort();
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
for (const name of SIGNALS) process.on(name, onSignal);

if (pipes.lifeline !== undefined && !(await held(pipes.lifeline, onSignal))) process.exit(130);

let unwritable: Error | undefined;

/** A reader who has seen enough closes the pipe: no error. What was still to be said is dropped. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') unwritable ??= error;
});
process.stderr.on('error', () => {});

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

let status = await run(process.argv.slice(2), context);
await written(process.stdout);
if (unwritable !== undefined) {
  const cause = unwritable;
  printError(
    new OutcrossError('E_WRITE', `cannot write to standard output: ${cause.message}`, { cause }),
    context,
  );
  status = 2;
}
await written(process.stderr);
leaveStatus(statusFile, status);
process.exit(status);
