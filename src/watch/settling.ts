import type { Candidate } from './candidate.ts';

/** How long a file must have been left alone. Milliseconds. */
export interface SettleOptions {
  /** Before it is read. */
  readonly settle: number;
  /** Before it is believed that it will never be readable, and before those after it stop waiting for it. */
  readonly patience: number;
}

interface Watched {
  print: string;
  /** Since when it looks like this. */
  since: number;
  /** When it was met first. */
  met: number;
}

/**
 * Tells files that are still being written from those that are done: by what they look like from look to look, on a clock that never goes
 * back. The times that files bear are only compared with each other, so that the clock of a file server does not matter.
 */
export class Settling {
  readonly #options: SettleOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: SettleOptions) {
    this.#options = options;
  }

  /** Notes what generations look like now; forgets those that are gone. */
  look(candidates: readonly Candidate[], now: number): void {
    const there = new Set(candidates.map(({ name }) => name));
    for (const name of this.#watched.keys()) if (!there.has(name)) this.#watched.delete(name);
    for (const { name, print } of candidates) {
      const before = this.#watched.get(name);
      if (before === undefined) this.#watched.set(name, { print, since: now, met: now });
      else if (before.print !== print) Object.assign(before, { print, since: now });
    }
  }

  /** True where it has looked the same for `settle`. */
  isSettled({ name }: Candidate, now: number): boolean {
    return this.#age(name, now) >= this.#options.settle;
  }

  /** True where it has looked the same for `patience`: what cannot be read by now is not being written. */
  isFinal({ name }: Candidate, now: number): boolean {
    return this.#age(name, now) >= this.#options.patience;
  }

  /** True where it has been changing for so long that others need not wait for it. */
  isTiresome({ name }: Candidate, now: number): boolean {
    const watched = this.#watched.get(name);
    return watched !== undefined && now - watched.met >= this.#options.patience;
  }

  #age(name: string, now: number): number {
    const watched = this.#watched.get(name);
    return watched === undefined ? -1 : now - watched.since;
  }
}
