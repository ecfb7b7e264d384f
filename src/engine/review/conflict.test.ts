import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../corpus/example.ts';
import { conflictIn, isQuestionable } from './conflict.ts';

describe('conflictIn', () => {
  it.each<[Provenance, string]>([
    [{ origin: 'human', model: 'm1' }, 'names the model m1'],
    [{ origin: 'human', generation: 2 }, 'of generation 2'],
    [{ origin: 'human', evidence: 'watermark' }, 'rests on a watermark'],
    [{ origin: 'synthetic', generation: 0 }, 'generation 0'],
    [{ origin: 'unknown', model: 'm1' }, 'names the model m1'],
  ])('finds what contradicts itself in %j', (provenance, what) => {
    expect(conflictIn(provenance)).toContain(what);
    expect(isQuestionable(provenance)).toBe(true);
  });

  it.each<[Provenance | undefined, boolean]>([
    [undefined, true],
    [{ origin: 'human', generation: 0 }, false],
    [{ origin: 'human', evidence: 'review' }, false],
    [{ origin: 'synthetic', model: 'm1', generation: 1 }, true],
    [{ origin: 'mixed' }, true],
    [{ origin: 'unknown' }, true],
  ])('finds nothing in %j', (provenance, questionable) => {
    expect(conflictIn(provenance)).toBeUndefined();
    expect(isQuestionable(provenance)).toBe(questionable);
  });
});
