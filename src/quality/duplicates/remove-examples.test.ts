import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Removals } from './removals.ts';
import { type Contamination, type Decided, removeExamples } from './remove-examples.ts';

/** Example i, called e<i>, has the text `texts[i]`. */
function decided(
  texts: readonly number[],
  kept: readonly number[],
  contaminated: [number, Contamination][] = [],
): Decided {
  return {
    examples: { length: texts.length, textOf: (i) => texts[i], idOf: (i) => `e${i}` },
    hashes: Uint32Array.from(kept.flatMap((_, text) => [text, text + 100])),
    contaminated: new Map(contaminated),
    kept: Int32Array.from(kept),
    similarity: (a, b) => 1 / (1 + Math.abs(a - b)),
  };
}

const of = (...args: Parameters<typeof decided>) => new Removals(removeExamples(decided(...args)));
const RUN = { start: 0, length: 50, reference: 'held', referenceStart: 4 };

describe('removeExamples', () => {
  it('removes copies as exact and the other members of a cluster as near, each with what stays', () => {
    // Texts 0 and 2 are one cluster, of which example 1 stays; text 1 stands alone.
    const removals = of([0, 2, 1, 2, 0], [1, 2, 1]);
    expect([0, 1, 2, 3, 4].map((i) => removals.of(i)?.reason)).toEqual([
      'near',
      undefined,
      undefined,
      'exact',
      'near',
    ]);
    expect(removals.of(0)).toMatchObject({ kept: 'e1', similarity: 0.3333, cluster: '0000000200000066' });
    expect(removals.of(3)).toMatchObject({ kept: 'e1', similarity: 1, cluster: '0000000200000066' });
  });

  it('keeps a later copy where that is what was chosen', () => {
    const removals = of([0, 0, 0], [2]);
    expect([0, 1, 2].map((i) => removals.of(i)?.kept)).toEqual(['e2', 'e2', undefined]);
  });

  it('removes every copy of a contaminated text, and says by what', () => {
    const near = { id: 'held', similarity: 0.9, exact: false };
    const exact = { id: 'held', similarity: 1, exact: true };
    const removals = of(
      [0, 1, 2, 0],
      [-1, -1, -1],
      [
        [0, { near }],
        [1, { near: exact, runs: [RUN] }],
        [2, { runs: [RUN] }],
      ],
    );
    expect([0, 1, 2, 3].map((i) => removals.of(i))).toEqual([
      { reason: 'reference-near', kept: 'held', similarity: 0.9 },
      { reason: 'reference-exact', kept: 'held', similarity: 1, runs: [RUN] },
      { reason: 'reference-run', kept: 'held', runs: [RUN] },
      { reason: 'reference-near', kept: 'held', similarity: 0.9 },
    ]);
  });

  it('removes nothing where every text has its own example', () => {
    expect(of([0, 1, 2], [0, 1, 2]).length).toBe(0);
    expect(of([], []).length).toBe(0);
  });

  it('leaves one example of every cluster and none of what is contaminated', () => {
    const clusters = fc.array(fc.nat(6), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(clusters, fc.array(fc.nat(11), { maxLength: 40 }), fc.nat(6), (clusterOf, raw, dirty) => {
        const texts = raw.map((text) => text % clusterOf.length);
        const isDirty = (text: number) => clusterOf[text] === dirty;
        const kept = clusterOf.map((cluster, text) =>
          isDirty(text) ? -1 : texts.findIndex((other) => clusterOf[other] === cluster),
        );
        const contaminated = clusterOf.flatMap((_, text): [number, Contamination][] =>
          isDirty(text) ? [[text, { runs: [RUN] }]] : [],
        );
        const removals = of(texts, kept, contaminated);
        const staying = texts.filter((_, i) => removals.of(i) === undefined).map((text) => clusterOf[text]);
        const expected = new Set(texts.filter((text) => !isDirty(text)).map((text) => clusterOf[text]));
        expect(staying.sort()).toEqual([...expected].sort());
        for (let i = 0; i < texts.length; i++) {
          const removal = removals.of(i);
          if (removal?.reason === 'exact') expect(texts[Number(removal.kept.slice(1))]).toBe(texts[i]);
          if (removal?.reason === 'near') expect(texts[Number(removal.kept.slice(1))]).not.toBe(texts[i]);
        }
      }),
    );
  });
});
