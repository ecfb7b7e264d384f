import type { Progress } from '../engine/engine.ts';
import { count } from '../report/figures.ts';
import { clip, pad } from '../report/terminal/cells.ts';
import { visible } from '../report/visible.ts';
import type { Context } from './context.ts';
import { size } from './size.ts';

/** Milliseconds between two drawings. */
const INTERVAL = 100;

/** Milliseconds after which a rate means something. */
const SETTLED = 500;

const BAR_CELLS = 20;
const FILE_CELLS = 30;

/** Goes back to the beginning of the line and erases it (ECMA-48 8.3.41). */
const ERASE = '\r\u001b[K';

/** A line on the terminal's standard error that shows how far a job is; in a pipe it writes nothing. */
export class ProgressBar {
  readonly #context: Context;
  readonly #start: number;
  readonly #shown: boolean;
  #drawn = Number.NEGATIVE_INFINITY;
  #dirty = false;

  constructor(context: Context) {
    this.#context = context;
    this.#start = context.now();
    this.#shown = context.stderr.isTTY === true && context.env['TERM'] !== 'dumb';
  }

  update(progress: Progress): void {
    const { file, bytes, totalBytes } = progress;
    this.#context.channel?.progress({
      label: `reading ${file}`,
      done: bytes,
      total: totalBytes,
      unit: 'bytes',
    });
    if (!this.#shown) return;
    const now = this.#context.now();
    if (now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    this.#dirty = true;
    // The last cell stays free: a terminal may begin a new line after it.
    const room = Math.max(10, (this.#context.stderr.columns || 80) - 1);
    this.#context.stderr.write(ERASE + clip(progressLine(progress, now - this.#start), room));
  }

  /** Leaves no trace of the bar. */
  clear(): void {
    if (this.#dirty) this.#context.stderr.write(ERASE);
    this.#dirty = false;
  }
}

/** `elapsed`: milliseconds since the job began. */
export function progressLine(progress: Progress, elapsed: number): string {
  const { bytes, totalBytes, examples } = progress;
  const file = pad(visible(progress.file), FILE_CELLS);
  const rate = elapsed < SETTLED ? undefined : (bytes / elapsed) * 1000;
  const speed = rate === undefined ? '' : `  ${size(Math.round(rate))}/s`;
  if (totalBytes === undefined) return `${file}  ${size(bytes)}  ${count(examples)} examples${speed}`;
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const filled = Math.floor(share * BAR_CELLS);
  const bar = '\u2588'.repeat(filled) + '\u2591'.repeat(BAR_CELLS - filled);
  const left = rate === undefined || rate === 0 ? '' : `  ${duration((totalBytes - bytes) / rate)} left`;
  return `${file}  ${bar} ${String(Math.floor(share * 100)).padStart(3)}%${speed}${left}`;
}

/** `seconds` as 0:07, 12:30 or 1:02:03. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
