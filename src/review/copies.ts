import type { Fingerprint } from '../quality/duplicates/fingerprint.ts';
import { NearIndex } from '../quality/duplicates/near-index.ts';
import type { NearSettings } from '../quality/duplicates/settings.ts';
import { StringColumn } from '../quality/duplicates/string-column.ts';
import { equalLanes, similarityOfLanes } from '../sketch/minhash-lanes.ts';

/** An earlier candidate that a candidate nearly repeats. */
export interface CopyOf {
  readonly candidate: number;
  /** Estimated Jaccard similarity of the shingles, 0 to 1. */
  readonly similarity: number;
  readonly exact: boolean;
}

/** Candidates among which copies are looked for, about 350 bytes each: the first ones, where there are more. */
const MOST_CANDIDATES = 500_000;

/** Near-duplicates among the candidates of a queue, told as they come. Candidates are numbered from 0. */
export class Copies {
  readonly #index: NearIndex;
  readonly #most: number;
  readonly #size: number;
  readonly #ids = new StringColumn();
  readonly #encoder = new TextEncoder();
  /** For each candidate the earlier one that it is nearest to; itself where there is none. */
  readonly #links: number[] = [];

  constructor(settings: NearSettings, most = MOST_CANDIDATES) {
    this.#index = new NearIndex(settings);
    this.#most = most;
    this.#size = settings.bands * settings.rows;
  }

  /** Takes the next candidate; gives what it repeats. */
  add(fingerprint: Fingerprint): CopyOf | undefined {
    const near = this.#index.nearestAtRest(fingerprint);
    const candidate = this.#links.length;
    const earlier = near === undefined ? undefined : Number(near.id);
    if (candidate < this.#most) {
      this.#index.addAtRest({ ...fingerprint, id: this.#encoder.encode(String(candidate)) });
      this.#ids.addBytes(fingerprint.id);
      this.#links.push(earlier ?? candidate);
    }
    return earlier === undefined
      ? undefined
      : { candidate: earlier, similarity: near!.similarity, exact: near!.exact };
  }

  /** Of the example; of a candidate of those among which copies are looked for. */
  idOf(candidate: number): string {
    return this.#ids.at(candidate);
  }

  /**
   * For each of some candidates the others that are nearest to it, of those that repeat it, that it repeats, or that repeat the same: at most
   * `most`, the nearest first. One pass over all.
   */
  nearest(candidates: ReadonlySet<number>, most: number): Map<number, CopyOf[]> {
    const families = new Map<number, number[]>();
    for (const candidate of candidates) {
      if (candidate >= this.#links.length) continue;
      for (const root of [candidate, this.#links[candidate]]) families.set(root, []);
    }
    this.#links.forEach((root, candidate) => {
      const family = families.get(root);
      if (family !== undefined && family.length < LARGEST_FAMILY) family.push(candidate);
    });
    const found = new Map<number, CopyOf[]>();
    for (const candidate of candidates) {
      if (candidate >= this.#links.length) continue;
      const root = this.#links[candidate];
      const others = new Set([root, ...families.get(root)!, ...families.get(candidate)!]);
      others.delete(candidate);
      const near = [...others].map((other) => this.#between(candidate, other));
      found.set(candidate, near.sort(byNearness).slice(0, most));
    }
    return found;
  }

  #between(a: number, b: number): CopyOf {
    const [size, lanes, exact] = [this.#size, this.#index.lanes.values, this.#index.exact.values];
    const same = exact[2 * a] === exact[2 * b] && exact[2 * a + 1] === exact[2 * b + 1];
    const equal = equalLanes(lanes, size * a, lanes, size * b, size);
    return { candidate: b, similarity: same ? 1 : similarityOfLanes(equal, size), exact: same };
  }
}

/** Members of a family that are looked at: a text that stands there a million times is shown by its first copies. */
const LARGEST_FAMILY = 200;

function byNearness(a: CopyOf, b: CopyOf): number {
  return b.similarity - a.similarity || a.candidate - b.candidate;
}
