import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import type { TextLogprobs } from './scorer.ts';

/** SHA-256 of what scores depend on and of the text. */
export function scoreKey(identity: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([identity, text]))
    .digest('hex');
}

const LINE_FEED = 10;
/** What every line begins with. */
const LINE_HEAD = '{"k":"';

/**
 * Scores by the digest of model, protocol and text, in a file that only grows: one line a text, written in one piece. A run
 * that was killed leaves at most one line unfinished; it is passed over, and its text asked again. The file holds neither
 * text nor key.
 */
export class ScoreCache {
  readonly #path: string;
  readonly #known: Map<string, TextLogprobs>;
  #handle: FileHandle | undefined;
  #needsLineEnd: boolean;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, known: Map<string, TextLogprobs>, needsLineEnd: boolean) {
    this.#path = path;
    this.#known = known;
    this.#needsLineEnd = needsLineEnd;
  }

  /** Reads what is there; the file is made when first written to. Throws `E_UNREADABLE`, `E_FORMAT` for another file. */
  static async open(path: string): Promise<ScoreCache> {
    const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return Buffer.alloc(0);
      throw new OutcrossError('E_UNREADABLE', `cannot read the cache ${path}`, { where: path, cause });
    });
    const known = new Map<string, TextLogprobs>();
    let isOurs = !bytes.includes(LINE_FEED);
    for (const line of linesOf(bytes)) {
      const entry = entryOf(line);
      if (entry !== undefined) known.set(...entry);
      // Runs that were killed one after the other in their first line leave beginnings alone.
      isOurs ||= line.startsWith(LINE_HEAD);
    }
    if (!isOurs) throw notACache(path);
    return new ScoreCache(path, known, bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED);
  }

  get size(): number {
    return this.#known.size;
  }

  get(key: string): TextLogprobs | undefined {
    return this.#known.get(key);
  }

  /** Settled once the line is handed to the system: a killed process does not lose it. Throws `E_WRITE`. */
  async put(key: string, scores: TextLogprobs): Promise<void> {
    this.#known.set(key, scores);
    const { logprobs, unscoredBytes } = scores;
    const line = `${JSON.stringify({ k: key, u: unscoredBytes, l: logprobs })}\n`;
    const written = this.#writing.then(() => this.#append(line));
    // A failure is thrown to whoever put, not to those after.
    this.#writing = written.catch(() => {});
    await written;
  }

  async #append(line: string): Promise<void> {
    try {
      this.#handle ??= await open(this.#path, 'a');
      // An unfinished line of a killed run ends here, so that it spoils no other.
      await this.#handle.appendFile(this.#needsLineEnd ? `\n${line}` : line);
      this.#needsLineEnd = false;
    } catch (cause) {
      throw new OutcrossError('E_WRITE', `cannot write the cache ${this.#path}`, {
        where: this.#path,
        hint: 'Free some room, or name another file with --cache.',
        cause,
      });
    }
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle?.close();
    this.#handle = undefined;
  }
}

/** Line by line: a text of all that has gathered may be longer than a string can be. */
function* linesOf(bytes: Buffer): Generator<string, void> {
  for (let from = 0; from < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const to = feed < 0 ? bytes.length : feed;
    yield bytes.toString('utf8', from, to);
    from = to + 1;
  }
}

function entryOf(line: string): [string, TextLogprobs] | undefined {
  try {
    const { k, u, l } = JSON.parse(line) as { k: unknown; u: unknown; l: unknown };
    const sound = typeof k === 'string' && typeof u === 'number' && Array.isArray(l);
    if (!sound || !l.every((value) => typeof value === 'number')) return undefined;
    return [k, { logprobs: l as number[], unscoredBytes: u }];
  } catch {
    return undefined;
  }
}

function notACache(path: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} is no cache of scores: it was left as it is`, {
    where: path,
    hint: 'Name another file with --cache.',
  });
}
