import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Example, Origin } from '../../corpus/example.ts';
import { differentialOf } from './differential.ts';
import { FilterCounter } from './filter-tally.ts';

const DROPPED = { keep: false, rejected: [], flagged: [] };
const KEPT = { keep: true, rejected: [], flagged: [] };

class Corpus {
  readonly counter = new FilterCounter();
  #n = 0;

  add(origin: Origin, examples: number, dropped: number, group?: string): this {
    for (let i = 0; i < examples; i++) {
      const id = `e${this.#n++}`;
      const example: Example = { id, group: group ?? id, text: '', provenance: { origin } };
      this.counter.add(example, 1, i < dropped ? DROPPED : KEPT);
    }
    return this;
  }

  get differential() {
    return differentialOf(this.counter.tally());
  }
}

describe('differentialOf', () => {
  it('needs both human and synthetic examples', () => {
    expect(new Corpus().add('human', 10, 3).differential).toBeUndefined();
    expect(new Corpus().add('synthetic', 10, 3).add('unknown', 10, 3).differential).toBeUndefined();
  });

  it("is Newcombe's interval where groups are single examples, or wider", () => {
    // Newcombe 1998, table II, row (a), method 10: 56/70 - 48/80 lies in [0.0524, 0.3339].
    const found = new Corpus().add('human', 70, 56).add('synthetic', 80, 48).differential!;
    expect(found.difference).toBeCloseTo(0.2, 12);
    expect(found.interval[0]).toBeLessThanOrEqual(0.0525);
    expect(found.interval[1]).toBeGreaterThanOrEqual(0.3338);
    expect(found.interval[1] - found.interval[0]).toBeLessThan(0.45);
  });

  it('does not take a handful of examples for proof', () => {
    expect(new Corpus().add('human', 19, 19).add('synthetic', 30, 0).differential?.prefersSynthetic).toBe(
      false,
    );
    expect(new Corpus().add('human', 20, 20).add('synthetic', 20, 0).differential).toMatchObject({
      human: 1,
      synthetic: 0,
      prefersSynthetic: true,
    });
  });

  it('says nothing against a filter that drops more synthetic text, or equally much', () => {
    expect(new Corpus().add('human', 500, 50).add('synthetic', 500, 200).differential?.prefersSynthetic).toBe(
      false,
    );
    expect(new Corpus().add('human', 500, 50).add('synthetic', 500, 50).differential?.prefersSynthetic).toBe(
      false,
    );
  });

  it('knows that examples of one group go together', () => {
    const single = new Corpus().add('human', 600, 120).add('synthetic', 600, 60);
    const grouped = new Corpus();
    for (let g = 0; g < 10; g++) {
      grouped.add('human', 60, g < 2 ? 60 : 0, `h${g}`).add('synthetic', 60, g < 1 ? 60 : 0, `s${g}`);
    }
    expect(single.differential).toMatchObject({ prefersSynthetic: true });
    expect(grouped.differential).toMatchObject({ prefersSynthetic: false });
  });

  it('holds the true difference in about 95 of 100 corpora', () => {
    const rng = new Rng('differential');
    const runs = 400;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const corpus = new Corpus();
      for (let i = 0; i < 200; i++) {
        corpus.add('human', 1, rng.next() < 0.2 ? 1 : 0).add('synthetic', 1, rng.next() < 0.1 ? 1 : 0);
      }
      const [low, high] = corpus.differential!.interval;
      if (low <= 0.1 && high >= 0.1) held++;
    }
    // The wider of two intervals of 95%: four standard errors of a share of 400 below, and no bound above.
    expect(held / runs).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / runs));
  });
});
