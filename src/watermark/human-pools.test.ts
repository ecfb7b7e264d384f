import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { binomialTails, zScore } from './binomial.ts';
import { humanPools, rescaledPool } from './human-pools.ts';
import { Pool } from './pool.ts';
import type { Detector, TokenRule } from './scheme.ts';
import { sumDetector } from './tally.ts';
import type { SampledText } from './text-sample.ts';

const RULE: TokenRule = {
  before: 0,
  after: 1,
  first: 0,
  needs: 0,
  seesPrompt: false,
  value: () => 0,
  judge: (scored, hits) => ({ score: zScore(hits, scored, 0.5), ...binomialTails(hits, scored, 0.5) }),
};

/** A key under which the `common` first tokens are green by luck more often than the others, one half of which are. */
function lucky(seed: number, common: number, share: number): Detector {
  const rng = new Rng(`green ${seed}`);
  const green = Uint8Array.from({ length: 5000 }, (_, token) =>
    rng.next() < (token < common ? share : 0.5) ? 1 : 0,
  );
  return sumDetector('lucky', 0, { ...RULE, value: (tokens, t) => green[tokens[t]] });
}

/** Texts that share their most frequent tokens, as those of a language do: ids by falling frequency. */
function texts(seed: number, count: number, length = 60): SampledText[] {
  const rng = new Rng(`texts ${seed}`);
  const token = () => Math.floor(5000 ** rng.next()) - 1;
  return Array.from({ length: count }, () => ({
    prompt: new Int32Array(0),
    tokens: Int32Array.from({ length }, token),
  }));
}

function together(detector: Detector, own: readonly SampledText[], size?: number) {
  const pool = new Pool(detector, size);
  for (const { tokens } of own) pool.add(tokens);
  return { evidence: pool.evidence(), distinct: pool.distinct() };
}

describe('humanPools', () => {
  it('looks at texts one by one, two by two, up to all together', () => {
    const pools = humanPools(lucky(1, 0, 0), texts(1, 64));
    expect(pools.reduce((sum, own) => sum + own.pools, 0)).toBe(127);
    expect(pools.map(({ from }) => from)).toEqual(pools.map(({ from }) => from).toSorted((a, b) => a - b));
    for (const { from, positions } of pools) {
      expect(positions).toBeGreaterThanOrEqual(from * (1 - 1e-12));
      expect(positions).toBeLessThan(2 * from);
    }
  });

  it('finds the shift that the common tokens give under a key, less a position the more positions there are', () => {
    const shifts = humanPools(lucky(2, 50, 0.9), texts(2, 200)).map(({ shift }) => shift);
    expect(shifts[0]).toBeGreaterThan(0.2);
    expect(shifts.at(-1)!).toBeLessThan(shifts[0] / 3);
  });

  it('has nothing for scores that are no sum or have no p-value, for texts that are too short, and for none', () => {
    const { rule: _, ...whole } = lucky(1, 0, 0);
    expect(humanPools(whole, texts(1, 8))).toEqual([]);
    const plain = sumDetector('plain', 0, { ...RULE, judge: (_, sum) => ({ score: sum }) });
    expect(humanPools(plain, texts(1, 8))).toEqual([]);
    expect(humanPools(lucky(1, 0, 0), texts(1, 1, 5))).toEqual([]);
    expect(humanPools(lucky(1, 0, 0), [])).toEqual([]);
  });
});

describe('rescaledPool', () => {
  it('calls human sources marked as often as the level says under a key that favours their language', () => {
    let [found, plain] = [0, 0];
    const detector = lucky(3, 60, 0.75);
    const pools = humanPools(detector, texts(3, 400));
    for (let source = 0; source < 200; source++) {
      const { evidence, distinct } = together(detector, texts(1000 + source, 10));
      if (rescaledPool(pools, evidence, distinct)! <= 0.05) found++;
      if (evidence.pValue! <= 0.05) plain++;
    }
    expect(found).toBeLessThan(200 * 0.05 + 4 * Math.sqrt(200 * 0.05 * 0.95));
    expect(plain).toBeGreaterThan(100);
  });

  it('finds what a key that disfavours the language hides', () => {
    const detector = lucky(4, 60, 0.2);
    const pools = humanPools(detector, texts(4, 400));
    const { evidence, distinct } = together(detector, texts(5, 10));
    const hits = { ...evidence, ...binomialTails(Math.round(evidence.scored * 0.53), evidence.scored, 0.5) };
    expect(rescaledPool(pools, hits, distinct)!).toBeLessThan(hits.pValue / 100);
  });

  it('adds the error of the shift: one pool says less than many', () => {
    const pool = { from: 64, positions: 100, shift: 0 };
    const evidence = { scored: 100, repeated: 0, score: 0, pValue: 0.001 };
    const p = (pools: number) => rescaledPool([{ ...pool, pools }], evidence, 100)!;
    expect(p(1e9)).toBeCloseTo(0.001, 8);
    expect(p(1)).toBeGreaterThan(p(10));
    // z of 3.09 over the root of 2.
    expect(p(1)).toBeCloseTo(0.0144, 4);
  });

  it('takes the shift for that of a smaller part where a pool keeps a part of its positions', () => {
    const detector = lucky(6, 60, 0.9);
    const pools = humanPools(detector, texts(6, 400));
    const whole = together(detector, texts(7, 40));
    const part = together(detector, texts(7, 40), 256);
    expect(part.evidence.scored).toBe(256);
    expect(Math.abs(part.distinct / whole.distinct - 1)).toBeLessThan(4 / Math.sqrt(256));
    expect(rescaledPool(pools, part.evidence, part.distinct)!).toBeGreaterThan(0.001);
  });

  it('lets the shift of a position fall beyond the largest pools that were measured', () => {
    const evidence = { scored: 8192, repeated: 0, score: 0, pValue: 0.5 };
    const pools = [{ from: 1024, positions: 1500, pools: 1e9, shift: 0.05 }];
    const [near, far] = [2048, 1e9].map((distinct) => rescaledPool(pools, evidence, distinct)!);
    expect(near).toBeGreaterThan(0.99);
    expect(far).toBeCloseTo(0.5, 2);
  });

  it('knows nothing without pools, of pools that are smaller than any, and of what has no p-value', () => {
    const pools = [{ from: 64, positions: 100, pools: 5, shift: 0 }];
    const evidence = { scored: 100, repeated: 0, score: 0, pValue: 0.5 };
    expect(rescaledPool(undefined, evidence, 100)).toBeUndefined();
    expect(rescaledPool([], evidence, 100)).toBeUndefined();
    expect(rescaledPool(pools, evidence, 63)).toBeUndefined();
    expect(rescaledPool(pools, { scored: 100, repeated: 0, score: 3 }, 100)).toBeUndefined();
  });
});
