import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { bandKeys, candidateProbability, verifiedProbability } from './minhash-bands.ts';

const DATATROVE = { bands: 14, rows: 8 };

function values(seed: string, n: number): Uint32Array {
  const rng = new Rng(seed);
  return Uint32Array.from({ length: n }, () => rng.uint32());
}

describe('candidateProbability', () => {
  it('gives the published chances at similarity .8: 14 x 8 (datatrove) .9235, 20 x 13 (NeMo Curator) .677', () => {
    expect(candidateProbability(0.8, DATATROVE)).toBeCloseTo(0.9235, 4);
    expect(candidateProbability(0.8, { bands: 20, rows: 13 })).toBeCloseTo(0.677, 3);
  });

  it('is zero for nothing in common and one for equal sets', () => {
    expect(candidateProbability(0, DATATROVE)).toBe(0);
    expect(candidateProbability(1, DATATROVE)).toBe(1);
  });
});

describe('verifiedProbability', () => {
  it('is that of sharing a band where nothing more is asked', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), (s, bands, rows) => {
        const banding = { bands, rows };
        expect(verifiedProbability(s, banding, 0)).toBeCloseTo(candidateProbability(s, banding), 10);
      }),
    );
  });

  it('agrees with counting all outcomes of six values', () => {
    const banding = { bands: 2, rows: 3 };
    const s = 0.6;
    let expected = 0;
    for (let outcome = 0; outcome < 64; outcome++) {
      const equal = outcome.toString(2).replaceAll('0', '').length;
      const whole = (outcome & 7) === 7 || outcome >> 3 === 7;
      if (whole && equal >= 4) expected += s ** equal * (1 - s) ** (6 - equal);
    }
    expect(verifiedProbability(s, banding, 4)).toBeCloseTo(expected, 12);
  });

  it('takes nearly nothing from pairs well above the threshold, and nearly all from those below', () => {
    const least = Math.ceil(0.7 * 112);
    expect(candidateProbability(0.9, DATATROVE) - verifiedProbability(0.9, DATATROVE, least)).toBeLessThan(
      1e-4,
    );
    expect(verifiedProbability(0.5, DATATROVE, least)).toBeLessThan(1e-4);
  });
});

describe('bandKeys', () => {
  it('changes the hash of the band in which a value changes, and no other', () => {
    const before = values('a', 112);
    const keys = bandKeys(before, DATATROVE);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 111 }), fc.integer({ min: 1, max: 0xffffffff }), (at, by) => {
        const after = Uint32Array.from(before);
        after[at] ^= by;
        const changed = bandKeys(after, DATATROVE);
        const band = Math.floor(at / 8);
        const differ = [...keys.keys()].filter((i) => keys[i] !== changed[i]);
        expect(differ.length).toBeGreaterThan(0);
        for (const i of differ) expect(i >> 1).toBe(band);
      }),
    );
  });

  it('gives 140,000 different bands, half of them others in reverse, as many hashes', () => {
    const seen = new Set<string>();
    const drawn = values('many', 8 * 70_000);
    for (let i = 0; i < 70_000; i++) {
      const row = drawn.subarray(8 * i, 8 * i + 8);
      const [lo, hi] = bandKeys(row, { bands: 1, rows: 8 });
      const [back, front] = bandKeys(Uint32Array.from(row).reverse(), { bands: 1, rows: 8 });
      seen.add(`${lo} ${hi}`).add(`${back} ${front}`);
    }
    expect(seen.size).toBe(140_000);
  });

  it('does not change from version to version: band hashes are stored', () => {
    expect([...bandKeys(Uint32Array.of(1, 2, 3, 4), { bands: 2, rows: 2 })]).toMatchInlineSnapshot(`
      [
        985777834,
        2124389889,
        2808796727,
        1471486704,
      ]
    `);
  });
});

describe('chances of a pair', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const banding = fc.record({
    bands: fc.integer({ min: 1, max: 20 }),
    rows: fc.integer({ min: 1, max: 12 }),
  });

  it('lie between 0 and 1 and rise with the similarity and the bands, and fall with the rows', () => {
    fc.assert(
      fc.property(share, share, banding, (s, t, { bands, rows }) => {
        const chance = candidateProbability(Math.min(s, t), { bands, rows });
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(candidateProbability(Math.max(s, t), { bands, rows })).toBeGreaterThanOrEqual(chance - 1e-12);
        expect(candidateProbability(Math.min(s, t), { bands: bands + 1, rows })).toBeGreaterThanOrEqual(
          chance - 1e-12,
        );
        expect(candidateProbability(Math.min(s, t), { bands, rows: rows + 1 })).toBeLessThanOrEqual(
          chance + 1e-12,
        );
      }),
    );
  });

  it('of one band of one row is the similarity itself', () => {
    fc.assert(
      fc.property(
        share,
        (s) => void expect(candidateProbability(s, { bands: 1, rows: 1 })).toBeCloseTo(s, 12),
      ),
    );
  });

  it('keeps its digits where it is tiny: bands times s to the rows', () => {
    expect(candidateProbability(0.01, DATATROVE) / (14 * 0.01 ** 8)).toBeCloseTo(1, 9);
  });

  it('falls as more agreement is asked for, to that of all values at last', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), (s, bands, rows) => {
        const chances = Array.from({ length: bands * rows + 2 }, (_, least) =>
          verifiedProbability(s, { bands, rows }, least),
        );
        for (let k = 1; k < chances.length; k++)
          expect(chances[k]).toBeLessThanOrEqual(chances[k - 1] + 1e-12);
        expect(chances[bands * rows]).toBeCloseTo(s ** (bands * rows), 10);
        expect(chances[bands * rows + 1]).toBe(0);
      }),
    );
  });

  it('agrees with drawing values: within four standard errors of 20,000 pairs', () => {
    const rng = new Rng('drawn');
    const how = { bands: 4, rows: 3 };
    let hits = 0;
    for (let pair = 0; pair < 20_000; pair++) {
      let equal = 0;
      let whole = false;
      for (let band = 0; band < 4; band++) {
        let inBand = 0;
        for (let row = 0; row < 3; row++) if (rng.next() < 0.6) inBand++;
        equal += inBand;
        whole ||= inBand === 3;
      }
      if (whole && equal >= 8) hits++;
    }
    const expected = verifiedProbability(0.6, how, 8);
    expect(Math.abs(hits / 20_000 - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / 20_000),
    );
  });
});

describe('bandKeys, at a place', () => {
  it('writes the keys of a signature where they are asked for, and nothing beside them', () => {
    const signature = values('placed', 6);
    const how = { bands: 3, rows: 2 };
    const out = new Uint32Array(10).fill(7);
    bandKeys(signature, how, out, 2);
    expect([...out.subarray(0, 2), ...out.subarray(8)]).toEqual([7, 7, 7, 7]);
    expect([...out.subarray(2, 8)]).toEqual([...bandKeys(signature, how)]);
  });

  it('gives a band the same key wherever it stands in a signature', () => {
    const keys = bandKeys(Uint32Array.of(1, 2, 3, 4, 1, 2), { bands: 3, rows: 2 });
    expect([keys[4], keys[5]]).toEqual([keys[0], keys[1]]);
    expect([keys[2], keys[3]]).not.toEqual([keys[0], keys[1]]);
  });
});
