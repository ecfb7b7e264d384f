import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

const NEWLINE = 10;
/** Prompts and completions are for their owner's eyes, unless the file says otherwise. */
const MODE = 0o600;

/**
 * A file that lines are added to, by this process and others at once: every batch is one write at the end of the file, which the
 * system does not mix with another. What was torn off by a full disk or a killed process is closed with a line break before the next
 * line, so that it spoils no line but itself. A file that was moved away, as log rotation does, is made anew.
 */
export class JournalFile {
  readonly path: string;
  #open: { readonly handle: FileHandle; readonly regular: boolean; readonly inode: number } | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Writes lines, each with its line break; how many are whole on the file, which is less than all where the disk is full. Throws as the system does. */
  async append(lines: readonly Uint8Array[]): Promise<number> {
    const { handle, regular } = await this.#current();
    const torn = regular && (await endsTorn(handle));
    const batch = Buffer.concat(torn ? [Uint8Array.of(NEWLINE), ...lines] : lines);
    const { bytesWritten } = await handle.write(batch);
    let left = bytesWritten - (torn ? 1 : 0);
    let whole = 0;
    while (whole < lines.length && lines[whole].length <= left) left -= lines[whole++].length;
    return whole;
  }

  /** All that was written is on the disk. */
  async sync(): Promise<void> {
    if (this.#open?.regular === true) await this.#open.handle.datasync();
  }

  async close(): Promise<void> {
    const held = this.#open;
    this.#open = undefined;
    await held?.handle.close();
  }

  async #current() {
    const held = this.#open;
    if (held !== undefined) {
      const found = await stat(this.path).catch(() => undefined);
      if (found?.ino === held.inode) return held;
      await this.close();
    }
    const { O_APPEND, O_CREAT, O_RDWR, O_WRONLY } = constants;
    const known = await stat(this.path).catch(() => undefined);
    // A pipe is opened to write alone: to read from it would take away what was written.
    const regular = known === undefined || known.isFile();
    const flags = O_APPEND | O_CREAT | (regular ? O_RDWR : O_WRONLY);
    const handle = await open(this.path, flags, MODE);
    const { ino } = await handle.stat();
    this.#open = { handle, regular, inode: ino };
    return this.#open;
  }
}

async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  const { bytesRead } = await handle.read(last, 0, 1, size - 1);
  return bytesRead === 1 && last[0] !== NEWLINE;
}
