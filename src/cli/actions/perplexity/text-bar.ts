import { count } from '../../../report/figures.ts';
import { clip } from '../../../report/terminal/cells.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { duration } from '../../progress-bar.ts';

/** Milliseconds between two drawings, and before the time left means something. */
const INTERVAL = 100;
const SETTLED = 1000;

const ERASE = '\r\u001b[K';

/** How many texts are scored, on a terminal's standard error; in a pipe it writes nothing. */
export class TextBar {
  readonly #context: Context;
  readonly #all: number;
  readonly #start: number;
  readonly #shown: boolean;
  #drawn = Number.NEGATIVE_INFINITY;
  #note = '';
  #dirty = false;

  constructor(context: Context, all: number) {
    this.#context = context;
    this.#all = all;
    this.#start = context.now();
    this.#shown = context.stderr.isTTY === true && context.env['TERM'] !== 'dumb';
  }

  update(done: number, cached: number): void {
    this.#context.channel?.progress({ label: 'scoring texts', done, total: this.#all, unit: 'steps' });
    const now = this.#context.now();
    if (!this.#shown || now - this.#drawn < INTERVAL) return;
    const elapsed = now - this.#start;
    const asked = done - cached;
    const rest =
      asked > 0 && elapsed > SETTLED
        ? `  ${duration((((this.#all - done) / asked) * elapsed) / 1000)} left`
        : '';
    this.#draw(`${count(done)} of ${count(this.#all)} texts${rest}${this.#note}`, now);
    this.#note = '';
  }

  retry(why: string, milliseconds: number): void {
    this.#note = `  waiting ${duration(milliseconds / 1000)}: ${visible(why)}`;
    if (this.#shown) this.#draw(this.#note.trim(), this.#context.now());
  }

  #draw(text: string, now: number): void {
    this.#drawn = now;
    this.#dirty = true;
    const room = Math.max(10, (this.#context.stderr.columns || 80) - 1);
    this.#context.stderr.write(ERASE + clip(text, room));
  }

  clear(): void {
    if (this.#dirty) this.#context.stderr.write(ERASE);
    this.#dirty = false;
  }
}
