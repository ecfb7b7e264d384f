/** Time, given from outside: what waits must not trust a clock that people set. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. All waits and ages are told by it. */
  now(): number;
  /** What the calendar says. Only written down, never compared. */
  date(): Date;
  /** Resolves after so many milliseconds, or at once on the signal. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
