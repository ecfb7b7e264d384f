import type { StepName } from '../lab/drive/record.ts';
import { clip } from '../report/terminal/cells.ts';
import type { Context } from './context.ts';
import { duration } from './progress-bar.ts';

/** Milliseconds between two drawings. */
const INTERVAL = 1000;

/** Goes back to the beginning of the line and erases it (ECMA-48 8.3.41). */
const ERASE = '\r\u001b[K';

/** Steps of one generation, in order. */
const STEPS = ['mix', 'train', 'sample', 'check'] as const satisfies readonly StepName[];

/** A line on the terminal's standard error: the step under way, its time, and what the rest may take. Silent in a pipe. */
export class StepClock {
  readonly #context: Context;
  readonly #generations: number;
  readonly #shown: boolean;
  /** Milliseconds that the latest run of each step took. */
  readonly #took = new Map<StepName, number>();
  #now:
    | { readonly step: StepName; readonly generation: number; readonly what: string; readonly at: number }
    | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dirty = false;

  constructor(context: Context, generations: number) {
    this.#context = context;
    this.#generations = generations;
    this.#shown = context.stderr.isTTY === true && context.env['TERM'] !== 'dumb';
  }

  begin(step: StepName, generation: number, what: string): void {
    this.#now = { step, generation, what, at: this.#context.now() };
    this.#context.channel?.progress({
      label: what,
      done: stepsBefore(step, generation),
      total: this.#generations * STEPS.length,
      unit: 'steps',
    });
    if (!this.#shown) return;
    this.#draw();
    this.#timer ??= setInterval(() => this.#draw(), INTERVAL).unref();
  }

  done(step: StepName, kept: boolean): void {
    if (!kept && this.#now?.step === step) this.#took.set(step, this.#context.now() - this.#now.at);
    this.#now = undefined;
  }

  /** Leaves no trace of the line. */
  clear(): void {
    if (this.#dirty) this.#context.stderr.write(ERASE);
    this.#dirty = false;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.clear();
  }

  /** The line, without its escape codes. */
  text(): string {
    if (this.#now === undefined) return '';
    const elapsed = this.#context.now() - this.#now.at;
    const left = this.#left(elapsed);
    return `${this.#now.what}  ${duration(elapsed / 1000)}${left === undefined ? '' : `  about ${duration(left / 1000)} left`}`;
  }

  /** Milliseconds of all that is still to do, once every step was timed. */
  #left(elapsed: number): number | undefined {
    const now = this.#now!;
    const times = STEPS.map((step) => this.#took.get(step));
    if (now.generation === 0 || times.some((time) => time === undefined)) return undefined;
    const at = STEPS.indexOf(now.step as (typeof STEPS)[number]);
    // A step that takes longer than before takes nothing from those after it.
    const here = Math.max(0, times[at]! - elapsed);
    const after = times.slice(at + 1).reduce<number>((sum, time) => sum + time!, 0);
    const whole = times.reduce<number>((sum, time) => sum + time!, 0);
    return here + after + whole * (this.#generations - now.generation);
  }

  #draw(): void {
    if (this.#now === undefined) return;
    this.#dirty = true;
    const room = Math.max(10, (this.#context.stderr.columns || 80) - 1);
    this.#context.stderr.write(ERASE + clip(this.text(), room));
  }
}

/** Steps of a drive that come before one of a generation. */
function stepsBefore(step: StepName, generation: number): number {
  if (generation === 0) return 0;
  return (generation - 1) * STEPS.length + STEPS.indexOf(step as (typeof STEPS)[number]);
}
