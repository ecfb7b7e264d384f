/** How often something may be tried in a window of time. */
export interface AttemptLimits {
  /** Milliseconds. */
  readonly window: number;
  /** For one key. */
  readonly each: number;
  /** For all keys together: what many addresses share out among themselves. */
  readonly all: number;
}

/** Tries that failed: nobody mistypes a token that is pasted ten times in five minutes. */
export const FAILURES: AttemptLimits = { window: 5 * 60_000, each: 10, all: 200 };

/** Sessions begun with one good token: each is an event of the ledger. */
export const ENTRIES: AttemptLimits = { window: 5 * 60_000, each: 20, all: 1_000 };

/**
 * Counts attempts by key in fixed windows. Memory is bounded: once the limit for all is reached no key is added. Times come from the
 * caller, in milliseconds.
 */
export class Attempts {
  readonly #limits: AttemptLimits;
  readonly #counts = new Map<string, number>();
  #total = 0;
  #end = Number.NEGATIVE_INFINITY;

  constructor(limits: AttemptLimits) {
    this.#limits = limits;
  }

  /** Takes note of an attempt and gives how many it is of its key; undefined where it is one too many. */
  count(key: string, now: number): number | undefined {
    this.#turn(now);
    const before = this.#counts.get(key) ?? 0;
    if (before >= this.#limits.each || this.#total >= this.#limits.all) return undefined;
    this.#total++;
    this.#counts.set(key, before + 1);
    return before + 1;
  }

  /** Seconds until attempts are counted anew, at least 1. */
  secondsLeft(now: number): number {
    this.#turn(now);
    return Math.max(1, Math.ceil((this.#end - now) / 1_000));
  }

  #turn(now: number): void {
    if (now < this.#end && now >= this.#end - this.#limits.window) return;
    this.#counts.clear();
    this.#total = 0;
    this.#end = now + this.#limits.window;
  }
}
