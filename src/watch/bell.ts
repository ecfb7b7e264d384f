import type { Clock } from './clock.ts';

/** Wakes who waits for it. */
export class Bell {
  #waiting: AbortController | undefined;
  #rung = false;

  /** Whoever waits wakes; if nobody does, the next who would. */
  ring(): void {
    this.#rung = true;
    this.#waiting?.abort();
  }

  /** Resolves after so many milliseconds, when it rings, or on the signal. */
  async wait(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const waiting = new AbortController();
      this.#waiting = waiting;
      await clock.sleep(milliseconds, AbortSignal.any([signal, waiting.signal]));
      this.#waiting = undefined;
    }
    this.#rung = false;
  }
}
