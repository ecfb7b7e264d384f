import type { Context } from '../../context.ts';
import { duration } from '../../progress-bar.ts';

/** Milliseconds between two drawings. */
const INTERVAL = 100;

/** Share of the work after which an estimate of the rest means something, and milliseconds. */
const SETTLED = { share: 0.02, elapsed: 500 };

const CELLS = 24;

/** Goes back to the beginning of the line and erases it (ECMA-48 8.3.41). */
const ERASE = '\r\u001b[K';

/** A line on the terminal's standard error that shows how far a run of the lab is; in a pipe it writes nothing. */
export class LabBar {
  readonly #context: Context;
  readonly #unit: string;
  readonly #shown: boolean;
  /** When the work began that is done now: what was kept of an earlier run says nothing of the pace. */
  #start: { readonly at: number; readonly done: number } | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #dirty = false;

  constructor(context: Context, unit: string) {
    this.#context = context;
    this.#unit = unit;
    this.#shown = context.stderr.isTTY === true && context.env['TERM'] !== 'dumb';
  }

  update(done: number, total: number): void {
    this.#context.channel?.progress({ label: this.#unit, done, total, unit: 'steps' });
    if (!this.#shown) return;
    const now = this.#context.now();
    this.#start ??= { at: now, done };
    if (now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    this.#dirty = true;
    const line = barLine(done, total, this.#unit, {
      done: done - this.#start.done,
      elapsed: now - this.#start.at,
    });
    this.#context.stderr.write(ERASE + line.slice(0, Math.max(10, (this.#context.stderr.columns || 80) - 1)));
  }

  /** Leaves no trace of the bar. */
  clear(): void {
    if (this.#dirty) this.#context.stderr.write(ERASE);
    this.#dirty = false;
  }
}

/** `pace`: what was done in how many milliseconds. */
export function barLine(
  done: number,
  total: number,
  unit: string,
  pace: { readonly done: number; readonly elapsed: number },
): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * CELLS);
  const bar = '\u2588'.repeat(filled) + '\u2591'.repeat(CELLS - filled);
  const settled = pace.elapsed >= SETTLED.elapsed && pace.done >= SETTLED.share * total && pace.done > 0;
  const left = settled ? `  ${duration(((total - done) * pace.elapsed) / pace.done / 1000)} left` : '';
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${done} of ${total} ${unit}${left}`;
}
