import { expect } from 'vitest';
import type { Detector, Evidence, Marker } from './scheme.ts';

/** Token ids of a plain linear congruential generator, so that another program can draw the same. */
export function drawnTokens(seed: number, count: number, vocabulary: number): Int32Array {
  let x = seed;
  return Int32Array.from({ length: count }, () => {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    return (x >> 16) % vocabulary;
  });
}

/** What `detector` finds in one text. */
export function detect(detector: Detector, tokens: ArrayLike<number>, prompt?: ArrayLike<number>): Evidence {
  const tally = detector.tally();
  tally.add(tokens, prompt);
  return tally.evidence();
}

/** Expects `actual` within a part in 10^9 of `expected`. */
export function expectClose(actual: number | undefined, expected: number): void {
  expect(actual).toBeDefined();
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}

/** What argmax makes of logits that a marker bends: `logitsAt` gives those of each position. */
export function greedy(
  marker: Marker,
  length: number,
  logitsAt: (position: number) => Float64Array,
  start: readonly number[] = [],
): number[] {
  const tokens = [...start];
  for (let position = 0; position < length; position++) {
    const logits = logitsAt(position);
    marker.mark(logits, tokens);
    tokens.push(logits.indexOf(Math.max(...logits)));
  }
  return tokens.slice(start.length);
}
