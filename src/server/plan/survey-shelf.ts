import { OutcrossError } from '../../base/errors.ts';
import type { Progress } from '../../engine/engine.ts';
import { patiently } from '../aside/patiently.ts';
import type { JobProgress } from '../wire.ts';

/** What a survey is for: another key is another survey. */
export interface SurveyKey {
  /** Files, and how they are read. */
  readonly fingerprint: string;
  readonly seed: string;
  /** Whether what synthetic examples add is measured: it takes many times as long. */
  readonly worth: boolean;
}

export type Survey<V> = (hooks: {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}) => Promise<V>;

/** Surveys that are kept. Columns of a million candidates are 45 MB. */
const KEPT = 2;

/** A survey under way. */
class Running<V> {
  readonly key: string;
  readonly result: Promise<V>;
  readonly #abort = new AbortController();
  readonly #begun: number;
  #progress: Progress | undefined;

  constructor(key: string, make: Survey<V>, now: number) {
    this.key = key;
    this.#begun = now;
    this.result = make({
      signal: this.#abort.signal,
      onProgress: (progress) => {
        this.#progress = progress;
      },
    });
  }

  stop(): void {
    this.#abort.abort();
  }

  progress(now: number): JobProgress {
    const { bytes = 0, totalBytes, file } = this.#progress ?? {};
    const label = file === undefined ? 'finding the inputs' : `reading ${file}`;
    if (totalBytes === undefined || totalBytes === 0) return { label, done: bytes, unit: 'bytes' };
    const left = bytes === 0 ? undefined : ((now - this.#begun) / 1000) * (totalBytes / bytes - 1);
    return {
      label,
      done: bytes,
      total: totalBytes,
      unit: 'bytes',
      share: Math.min(1, bytes / totalBytes),
      ...(left === undefined ? {} : { secondsLeft: Math.max(0, Math.round(left)) }),
    };
  }
}

/** Surveys by what they are for; one at a time is made. Whoever asks for another stops the one under way: its inputs are no longer those. */
export class SurveyShelf<V> {
  readonly #kept = new Map<string, V>();
  #running: Running<V> | undefined;

  /** The survey of a key, or one of the same that measured more. */
  get({ fingerprint, seed, worth }: SurveyKey): V | undefined {
    const names = worth ? [true] : [false, true];
    for (const each of names) {
      const name = nameOf({ fingerprint, seed, worth: each });
      const found = this.#kept.get(name);
      if (found === undefined) continue;
      this.#kept.delete(name);
      this.#kept.set(name, found);
      return found;
    }
    return undefined;
  }

  /** Any survey of these files. */
  ofFiles(fingerprint: string): V | undefined {
    for (const [name, value] of this.#kept)
      if (name.startsWith(`${JSON.stringify(fingerprint)} `)) return value;
    return undefined;
  }

  /** Begins a survey unless it is under way. It replaces the one that is kept under its key. */
  begin(key: SurveyKey, make: Survey<V>, now: number): void {
    const name = nameOf(key);
    if (this.#running?.key === name) return;
    this.#running?.stop();
    const running = new Running(name, make, now);
    this.#running = running;
    running.result.then(
      (value) => this.#keep(running, value),
      () => {},
    );
  }

  progress(now: number): JobProgress | undefined {
    return this.#running?.progress(now);
  }

  /**
   * The survey under way of a key: its result, or undefined where it lasts longer than `patience`, in milliseconds. Throws what it
   * throws, once; then another is begun.
   */
  async wait(key: SurveyKey, patience: number): Promise<V | undefined> {
    const running = this.#running;
    if (running?.key !== nameOf(key)) return undefined;
    try {
      return await patiently(running.result, patience);
    } catch (error) {
      if (this.#running === running) this.#running = undefined;
      // Somebody asked for another meanwhile: whoever waits asks again.
      if (error instanceof OutcrossError && error.code === 'E_INTERRUPTED') return undefined;
      throw error;
    }
  }

  close(): void {
    this.#running?.stop();
    this.#kept.clear();
  }

  #keep(running: Running<V>, value: V): void {
    if (this.#running === running) this.#running = undefined;
    this.#kept.delete(running.key);
    this.#kept.set(running.key, value);
    for (const name of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(name);
  }
}

function nameOf({ fingerprint, seed, worth }: SurveyKey): string {
  return `${JSON.stringify(fingerprint)} ${JSON.stringify([seed, worth])}`;
}
