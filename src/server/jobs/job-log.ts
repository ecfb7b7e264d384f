import { type FileHandle, open } from 'node:fs/promises';
import { visible } from '../../report/visible.ts';
import { KEPT_LINES, LINE_LENGTH } from './job.ts';

/** Bytes above which the file begins anew with its newest lines. */
export const MOST_BYTES = 1 << 20;

/** Characters of the newest lines that it begins anew with. */
const CARRIED = 1 << 16;

const CUT = '(what was said before was let go: the log had become too long)\n';

/** Takes what a job says. */
export interface Log {
  /** Settles when the lines are kept, or are known not to be. Never fails. */
  add(lines: readonly string[]): Promise<void>;
  /** The last lines, as a record keeps them. */
  tail(): string[];
  close(): Promise<void>;
}

/**
 * What a job says, on a file that stays within bounds whatever is said; its end is always there. Lines that would hide or drive
 * anything are made visible. A file that cannot be written does not stop the job.
 */
export class JobLog implements Log {
  readonly #most: number;
  #file: FileHandle | undefined;
  #bytes = 0;
  #newest: string[] = [];
  #carried = 0;

  private constructor(most: number) {
    this.#most = most;
  }

  /** Goes on with the file if there is one. */
  static async open(path: string, most = MOST_BYTES): Promise<JobLog> {
    const log = new JobLog(most);
    log.#file = await open(path, 'a', 0o600).catch(() => undefined);
    log.#bytes = (await log.#file?.stat().catch(() => undefined))?.size ?? 0;
    return log;
  }

  /** The last lines, as a record keeps them. */
  tail(): string[] {
    return this.#newest.slice(-KEPT_LINES).map((line) => line.slice(0, LINE_LENGTH));
  }

  /** Settles when the lines are on the file, or are known not to be. Not to be called again before. */
  async add(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const shown = lines.map((line) => visible(line.replaceAll('\t', '  ')));
    for (const line of shown) this.#keep(line);
    await this.#write(`${shown.join('\n')}\n`).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    this.#file = undefined;
  }

  #keep(line: string): void {
    this.#newest.push(line);
    this.#carried += line.length + 1;
    while (this.#carried > CARRIED && this.#newest.length > 1)
      this.#carried -= this.#newest.shift()!.length + 1;
  }

  async #write(text: string): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    const bytes = Buffer.byteLength(text);
    if (this.#bytes + bytes <= this.#most) {
      await file.appendFile(text);
      this.#bytes += bytes;
      return;
    }
    const anew = `${CUT}${this.#newest.join('\n')}\n`;
    await file.truncate(0);
    await file.appendFile(anew);
    this.#bytes = Buffer.byteLength(anew);
  }
}

/** The whole of a log as text; empty where there is none. */
export async function readLog(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return '';
  try {
    const buffer = Buffer.alloc(2 * MOST_BYTES);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
