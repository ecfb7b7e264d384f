import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { CLUSTERS, effectiveTexts } from './clusters.ts';

/** Groups of `size` texts, the share above one half of each drawn around one half. */
function drawn(rng: Rng, groups: number, size: number, spread: number) {
  const texts = new Array<number>(CLUSTERS).fill(0);
  const above = new Array<number>(CLUSTERS).fill(0);
  for (let group = 0; group < groups; group++) {
    const cluster = rng.int(CLUSTERS);
    const share = 0.5 + (rng.next() < 0.5 ? spread : -spread);
    for (let i = 0; i < size; i++) {
      texts[cluster]++;
      if (rng.next() < share) above[cluster]++;
    }
  }
  return { texts, above };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('effectiveTexts', () => {
  it('is nearly the number of texts where they are independent, and never above it', () => {
    const rng = new Rng(1);
    const all = Array.from({ length: 100 }, () => effectiveTexts(drawn(rng, 1000, 1, 0)));
    expect(Math.max(...all)).toBeLessThanOrEqual(1000);
    expect(mean(all)).toBeGreaterThan(900);
  });

  it('is the number of groups where the texts of a group all go one way', () => {
    const rng = new Rng(2);
    const all = Array.from({ length: 100 }, () => effectiveTexts(drawn(rng, 200, 10, 0.5)));
    // The design effect 1 + 9 is estimated from 64 clusters.
    expect(Math.abs(mean(all.map((own) => 2000 / own)) - 10)).toBeLessThan(
      4 * 10 * Math.sqrt(2 / 63 / 100) + 0.5,
    );
  });

  it('is between them where a group leans', () => {
    const rng = new Rng(3);
    // Of the variance 1/4 of a text, 0.04 lies between groups: 1 + 9 * 0.16.
    const all = Array.from({ length: 100 }, () => 2000 / effectiveTexts(drawn(rng, 200, 10, 0.2)));
    expect(Math.abs(mean(all) - 2.44)).toBeLessThan(0.3);
  });

  it('is the number of texts where nothing tells of groups', () => {
    const one = [50, ...new Array<number>(CLUSTERS - 1).fill(0)];
    expect(effectiveTexts({ texts: one, above: one.map((own) => own / 2) })).toBe(50);
    const all = new Array<number>(CLUSTERS).fill(3);
    expect(effectiveTexts({ texts: all, above: all })).toBe(192);
    expect(effectiveTexts({ texts: all, above: all.map(() => 0) })).toBe(192);
    expect(effectiveTexts({ texts: all.map(() => 0), above: all.map(() => 0) })).toBe(0);
  });
});
