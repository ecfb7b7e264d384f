import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { killed, readersOf, until } from './processes.ts';

/**
 * A named pipe in the place of a file: who reads it has just what it was given, and waits for more. So a test knows where a worker is, and
 * no worker is done before the test is.
 */
export class HeldFile {
  readonly path: string;
  #pipe: FileHandle | undefined;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    execFileSync('mkfifo', [path]);
  }

  /** Waits for a reader, and gives it `bytes`; its process id. */
  async feed(bytes: Uint8Array): Promise<number> {
    // Opening it waits for who opens it at the other end.
    this.#pipe ??= await open(this.path, 'w');
    await this.#pipe.writeFile(bytes);
    return until(() => readersOf(this.path)[0]);
  }

  /** Kills its reader, which learns of no end before. */
  async kill(pid: number): Promise<void> {
    process.kill(pid, 'SIGSTOP');
    await this.end();
    await killed(pid);
  }

  /** No more comes. */
  async end(): Promise<void> {
    await this.#pipe?.close();
    this.#pipe = undefined;
  }
}
