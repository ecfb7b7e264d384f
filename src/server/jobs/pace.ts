import { median } from '../../stats/robust.ts';

/** Milliseconds between two samples, and that they must span before they mean something. */
const SPACING = 500;
const LEAST_SPAN = 2000;
/** Samples that are looked at: the pace of now, not that of the beginning. */
const KEPT = 24;
/** A leap lies between few of the pairs that are no further apart than this, and between half of all pairs. */
const APART = 6;

interface Sample {
  readonly at: number;
  readonly done: number;
}

/**
 * How fast work goes on: the median of the slopes between pairs of the newest samples (Theil 1950, Sen 1968), of near ones alone, so
 * that neither a stall nor a leap moves it.
 */
export class Pace {
  #samples: Sample[] = [];
  #total: number | undefined;

  /** `at` in milliseconds. Work that begins anew, or of another size, has a pace of its own. */
  add(at: number, done: number, total: number | undefined): void {
    const last = this.#samples.at(-1);
    if (total !== this.#total || (last !== undefined && done < last.done)) this.#samples = [];
    else if (last !== undefined && at - last.at < SPACING) return;
    this.#total = total;
    this.#samples.push({ at, done });
    if (this.#samples.length > KEPT) this.#samples.shift();
  }

  /** Undefined where the whole is not known, or nothing moves. */
  secondsLeft(at: number): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (this.#total === undefined || last === undefined || last.at - first.at < LEAST_SPAN) return undefined;
    const rate = median(slopes(this.#samples));
    if (rate === undefined || rate <= 0) return undefined;
    const since = Math.max(0, at - last.at);
    return Math.max(0, ((this.#total - last.done) / rate - since) / 1000);
  }
}

function slopes(samples: readonly Sample[]): number[] {
  return samples.flatMap((a, i) =>
    samples.slice(i + 1, i + 1 + APART).map((b) => (b.done - a.done) / (b.at - a.at)),
  );
}
