import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import { RowLines } from './row-lines.ts';

/** A file of rows, and how many of them to take. */
export interface Draw {
  readonly path: string;
  readonly rows: number;
  readonly take: number;
}

/**
 * The rows of a training set as lines: of each file a uniform draw without replacement (selection sampling, Knuth, TAOCP 2,
 * 3.4.2, algorithm S), in the file's order, and the files mingled so that every interleaving is as likely. Memory does not grow
 * with the files. Throws `E_TRUNCATED` where a file has fewer rows than it had.
 */
export async function* drawMix(draws: readonly Draw[], rng: Rng): AsyncGenerator<string, void> {
  const sources = draws.map((draw, i) => new Selection(draw, rng.split(`rows ${i}`)));
  const order = rng.split('order');
  let left = draws.reduce((sum, { take }) => sum + take, 0);
  try {
    for (; left > 0; left--) {
      let at = order.int(left);
      let i = 0;
      while (at >= sources[i].left) at -= sources[i++].left;
      yield `${await sources[i].next()}\n`;
    }
  } finally {
    for (const source of sources) await source.close();
  }
}

/** Rows of one file that are taken. */
class Selection {
  /** Rows still to take. */
  left: number;
  readonly #path: string;
  readonly #rng: Rng;
  readonly #lines: RowLines;
  #unseen: number;

  constructor({ path, rows, take }: Draw, rng: Rng) {
    this.left = take;
    this.#unseen = rows;
    this.#path = path;
    this.#rng = rng;
    this.#lines = new RowLines(path);
  }

  async next(): Promise<string> {
    for (;;) {
      const line = await this.#lines.next();
      if (line === undefined || this.#unseen === 0) throw cut(this.#path);
      const taken = this.#rng.next() * this.#unseen-- < this.left;
      if (!taken) continue;
      this.left--;
      return line;
    }
  }

  close(): Promise<void> {
    return this.#lines.close();
  }
}

function cut(path: string): OutcrossError {
  return new OutcrossError('E_TRUNCATED', `${path} has not the rows that it was written with`, {
    where: path,
    hint: 'Something changed it: restore it, or drive into another folder with --output.',
  });
}
