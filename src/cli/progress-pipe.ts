import { fstatSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Set to 3: the descriptor of a pipe that progress is written to, as lines of JSON. No other number is taken: what stands at the others
 * in a process that was given none belongs to Node.
 */
export const PROGRESS_FD = 'OUTCROSS_PROGRESS_FD';

/** Set to 3: the command begins when a byte can be read from that descriptor, and is interrupted when it ends. */
export const LIFELINE_FD = 'OUTCROSS_LIFELINE_FD';

/** Set to a path: the exit status is written there, for whoever comes later than the program that started the command. */
export const STATUS_FILE = 'OUTCROSS_STATUS_FILE';

const FD = 3;

export interface Pipes {
  readonly progress?: Socket;
  readonly lifeline?: Socket;
}

/** The file that the environment names, which is cleared of it. */
export function takeStatusFile(env: Record<string, string | undefined>): string | undefined {
  const path = env[STATUS_FILE];
  delete env[STATUS_FILE];
  return path === '' ? undefined : path;
}

/** Whether it can be written does not change how a command ends. */
export function leaveStatus(path: string | undefined, status: number): void {
  if (path === undefined) return;
  try {
    writeFileSync(path, String(status), { mode: 0o600 });
  } catch {
    return;
  }
}

/**
 * The pipes that the environment names, which is cleared of them: what this process starts has no such pipes. One that is closed or is
 * no pipe counts as none.
 */
export function takePipes(env: Record<string, string | undefined>, fd = FD): Pipes {
  const named = (name: string) => env[name] === String(FD);
  const [progress, lifeline] = [named(PROGRESS_FD), named(LIFELINE_FD)];
  delete env[PROGRESS_FD];
  delete env[LIFELINE_FD];
  if (!(progress || lifeline)) return {};
  const socket = pipeAt(fd, lifeline);
  if (socket === undefined) return {};
  return { ...(progress ? { progress: socket } : {}), ...(lifeline ? { lifeline: socket } : {}) };
}

function pipeAt(fd: number, readable: boolean): Socket | undefined {
  try {
    const kind = fstatSync(fd);
    if (!kind.isFIFO() && !kind.isSocket()) return undefined;
    // Read from only where it is a lifeline: a one-way pipe cannot be.
    const socket = new Socket({ fd, readable, writable: true });
    socket.on('error', () => socket.destroy());
    socket.unref();
    return socket;
  } catch {
    return undefined;
  }
}
