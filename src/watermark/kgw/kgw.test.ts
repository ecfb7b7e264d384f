import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { kgwDetector, kgwMarker } from './kgw.ts';
import { type KgwLayout, type KgwSettings, lmWatermarking, tgi, transformersKgw } from './readings.ts';

/** What counts once as in the origin. */
function original(layout: KgwLayout, vocabulary: number, statistic: 'z' | 'winmax' = 'z') {
  return kgwDetector({ scheme: 'kgw', ...layout, vocabulary, statistic, once: 'ngram' });
}

function detector(layout: KgwLayout, vocabulary: number, statistic?: 'z' | 'winmax') {
  return kgwDetector({
    scheme: 'kgw',
    ...layout,
    vocabulary,
    ...(statistic === undefined ? {} : { statistic }),
  });
}

describe('the green lists of lm-watermarking', () => {
  it.each([
    ['selfhash', 1000, 0.25, 247, -1.1388134554744997, 3.6927447293799815],
    ['lefthash', 1000, 0.25, 249, 0.6951736466013722, 4.351941398892446],
    ['lefthash', 20, 0.25, 183, 0.04267895997763199, 3],
    ['selfhash', 20, 0.5, 247, 0.9544271444636666, 3.771236166328254],
  ] as const)('agree with the origin: %s, V = %i, gamma %d', (seeding, size, gamma, scored, z, most) => {
    const layout = lmWatermarking({ seeding, gamma });
    const tokens = drawnTokens(13, 250, size);
    const found = detect(original(layout, size), tokens);
    expect(found.scored).toBe(scored);
    expectClose(found.score, z);
    expect(found.pValue).toBeUndefined();
    const window = detect(original(layout, size, 'winmax'), tokens);
    expectClose(window.score, most);
    expect(window.pValue).toBeUndefined();
  });

  it('take selfhash where nothing else is said', () => {
    const tokens = drawnTokens(13, 250, 1000);
    expectClose(detect(original(lmWatermarking({}), 1000), tokens).score, -1.1388134554744997);
  });
});

describe('the green lists of Transformers', () => {
  const cases: [KgwSettings, number, number][] = [
    [{}, 196, 0.1649572197684645],
    [{ width: 3 }, 197, 0.28794152442640447],
    [{ seeding: 'selfhash' }, 106, -0.11215443081840887],
    [{ seeding: 'selfhash', width: 4, gamma: 0.5 }, 197, 1.3536939497702833],
    [{ seeding: 'selfhash', width: 4, key: 123456789012n }, 197, -2.1801286849427766],
    [{ key: 9223372036854775000n }, 196, -0.4948716593053935],
  ];

  it.each(cases)('agree with the origin, n-grams counted once: %o', (settings, scored, z) => {
    const found = detect(original(transformersKgw(settings), 128), drawnTokens(11, 200, 128));
    expect(found.scored).toBe(scored);
    expectClose(found.score, z);
  });

  it('hold ten times the same token for one n-gram, not for nine that are all green', () => {
    const found = detect(detector(transformersKgw({}), 128), new Array(10).fill(3));
    expect([found.scored, found.repeated]).toEqual([1, 8]);
    expect(found.score).toBeCloseTo(5.196152422706632 / 3, 12);
    expect(found.pValue).toBe(0.25);
  });

  it('count it nine times, without a p-value, where repeats are to count as in the origin', () => {
    const counting = kgwDetector({
      scheme: 'kgw',
      ...transformersKgw({}),
      vocabulary: 128,
      once: 'nothing',
    });
    const found = detect(counting, new Array(10).fill(3));
    expect([found.scored, found.pValue]).toEqual([9, undefined]);
    expect(found.score).toBeCloseTo(5.196152422706632, 12);
    expectClose(detect(counting, drawnTokens(11, 200, 128)).score, 0.20463637726751452);
  });

  it('raise the tokens that the origin raises', () => {
    const logits = () => Float64Array.from({ length: 64 }, (_, t) => ((t * 37) % 64) / 8);
    const raised = (settings: KgwSettings) => {
      const bent = logits();
      kgwMarker({ scheme: 'kgw', ...transformersKgw(settings), vocabulary: 64 }).mark(bent, [3, 1, 4, 1, 5]);
      return [...bent.keys()].filter((token) => bent[token] !== logits()[token]);
    };
    expect(raised({ seeding: 'selfhash', width: 3 })).toEqual([13, 17, 18, 19, 31, 34, 46, 51, 57]);
    expect(raised({})).toEqual([2, 8, 17, 33, 34, 35, 36, 38, 41, 45, 46, 48, 56, 60, 61, 63]);
  });

  it('leave logits alone where too few tokens stand before', () => {
    const logits = new Float64Array(64);
    kgwMarker({ scheme: 'kgw', ...transformersKgw({ width: 3 }), vocabulary: 64 }).mark(logits, [1, 2]);
    expect(logits.every((value) => value === 0)).toBe(true);
  });
});

describe('an unmarked text', () => {
  /** English has few words that come often: a token stands after many contexts that it outweighs. */
  function skewed(seed: number): number[] {
    const rng = new Rng(seed);
    return Array.from({ length: 300 }, () => Math.floor(1000 * rng.next() ** 6));
  }

  it.each([
    ['lm-watermarking selfhash', lmWatermarking],
    [
      'Transformers selfhash of width 4',
      (settings: KgwSettings) => transformersKgw({ ...settings, width: 4 }),
    ],
  ])('is called marked as seldom as the level says: %s', (_, reading) => {
    let found = 0;
    let misled = 0;
    for (let key = 0; key < 8; key++) {
      const layout = reading({ key: BigInt(104729 + 7919 * key), seeding: 'selfhash' });
      for (let seed = 0; seed < 10; seed++) {
        const tokens = skewed(seed);
        if (detect(detector(layout, 1000), tokens).pValue! <= 0.02) found++;
        if (detect(original(layout, 1000), tokens).score > 2.054) misled++;
      }
    }
    expect(found / 80).toBeLessThan(0.02 + 4 * Math.sqrt((0.02 * 0.98) / 80));
    // What the origins count is no binomial: the same green token again and again.
    expect(misled).toBeGreaterThan(found);
  });
});

describe('a text that was marked', () => {
  const logitsAt = (p: number) =>
    Float64Array.from({ length: 100 }, (_, t) => ((t * 37 + p * 17) % 101) / 25);

  it.each([
    ['lm-watermarking selfhash', lmWatermarking({})],
    ['lm-watermarking lefthash', lmWatermarking({ seeding: 'lefthash' })],
    ['Transformers lefthash', transformersKgw({})],
    ['Transformers selfhash of width 3', transformersKgw({ seeding: 'selfhash', width: 3 })],
    ['TGI', tgi({})],
  ])('is found: %s', (_, layout) => {
    const marker = kgwMarker({ scheme: 'kgw', ...layout, vocabulary: 100 });
    const tokens = greedy(marker, 80, logitsAt, [1, 2, 3, 4]);
    expect(detect(detector(layout, 100), tokens).pValue).toBeLessThan(1e-6);
    expect(detect(detector(layout, 100), tokens, [1, 2, 3, 4]).scored).toBeGreaterThan(
      detect(detector(layout, 100), tokens).scored,
    );
    expect(detect(detector(layout, 100, 'winmax'), tokens).score).toBeGreaterThan(5);
  });

  it('is not found under another vocabulary or another key', () => {
    const marker = kgwMarker({ scheme: 'kgw', ...tgi({}), vocabulary: 100 });
    const tokens = greedy(marker, 80, logitsAt, [1]);
    expect(detect(detector(tgi({}), 128), tokens).pValue).toBeGreaterThan(1e-3);
    expect(detect(detector(tgi({ key: 7919n }), 100), tokens).pValue).toBeGreaterThan(1e-3);
  });
});
