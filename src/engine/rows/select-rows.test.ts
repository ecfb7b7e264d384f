import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';
import { seededKey } from './seeded-key.ts';
import { type SelectSettings, type SelectSummary, selectRows } from './select-rows.ts';

const BASE: SelectSettings = { codes: new Uint8Array(0), firsts: [0], buckets: 4, seed: 's' };

function run(
  ids: readonly string[],
  settings: Partial<SelectSettings>,
  index = 0,
  more: Partial<Example> = {},
) {
  const records = ids.map((id) => recordOf({ id, ...more }));
  const { out, summary } = heard(selectRows({ ...BASE, ...settings }, place(index)), records);
  return { written: out.written, summary: summary as SelectSummary };
}

const idList = fc.array(fc.string({ maxLength: 6 }), { maxLength: 50 });

describe('selectRows', () => {
  it('deals each record that enters to the bucket of its key, and tells the keys in that order', () => {
    fc.assert(
      fc.property(idList, fc.integer({ min: 1, max: 9 }), (ids, buckets) => {
        const { written, summary } = run(ids, { codes: new Uint8Array(ids.length), buckets });
        expect(written.map(({ id }) => id)).toEqual(ids);
        for (const { output, id } of written) {
          expect(seededKey('s', id)).toBeGreaterThanOrEqual(output / buckets);
          expect(seededKey('s', id)).toBeLessThan((output + 1) / buckets);
        }
        expect(summary.records).toBe(ids.length);
        summary.keys.forEach((keys, bucket) => {
          const own = written.filter(({ output }) => output === bucket);
          expect([...keys]).toEqual(own.map(({ id }) => seededKey('s', id)));
        });
      }),
    );
  });

  it('reads the codes of its own shard', () => {
    const settings = { codes: Uint8Array.of(1, 1, 0, 1, 0), firsts: [0, 2, 4] };
    expect(run(['a', 'b'], settings, 0).written).toEqual([]);
    expect(run(['c', 'd'], settings, 1).written.map(({ id }) => id)).toEqual(['c']);
    expect(run(['e'], settings, 2).written.map(({ id }) => id)).toEqual(['e']);
  });

  it('writes what does not enter behind the buckets, with the name of the rule', () => {
    const { written, summary } = run(['a', 'b'], {
      codes: Uint8Array.of(2, 1),
      names: ['chosen', 'capped', 'surplus'],
    });
    expect(written).toEqual([
      { output: 4, id: 'a', change: { fields: { rejected: [{ rule: 'surplus' }] } } },
      { output: 4, id: 'b', change: { fields: { rejected: [{ rule: 'capped' }] } } },
    ]);
    expect(summary.keys.map((keys) => keys.length)).toEqual([0, 0, 0, 0]);
  });

  it('writes weights by origin: whatever is not human weighs as synthetic', () => {
    const weights = { human: 1.5, synthetic: 0.5 };
    const weightOf = (more: Partial<Example>) =>
      run(['a'], { codes: new Uint8Array(1), weights }, 0, more).written[0].change?.fields;
    expect(weightOf({ provenance: { origin: 'human' } })).toEqual({ weight: 1.5 });
    for (const origin of ['synthetic', 'mixed', 'unknown'] as const) {
      expect(weightOf({ provenance: { origin } })).toEqual({ weight: 0.5 });
    }
    expect(weightOf({})).toEqual({ weight: 0.5 });
    expect(run(['a'], { codes: new Uint8Array(1) }).written[0].change).toBeUndefined();
  });
});

describe('seededKey', () => {
  it('lies in [0, 1), the same for the same, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (id, seed) => {
        const key = seededKey(seed, id);
        expect(key).toBeGreaterThanOrEqual(0);
        expect(key).toBeLessThan(1);
        expect(Number.isInteger(key * 2 ** 53)).toBe(true);
        expect(seededKey(seed, id)).toBe(key);
      }),
    );
  });

  it('is spread evenly: of 20,000 ids each tenth has two thousand, to within four standard errors', () => {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) counts[Math.floor(seededKey('even', `doc-${i}`) * 10)]++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(2000 * 0.9));
  });

  it('has nothing to do with the key of another seed', () => {
    const pairs = Array.from({ length: 4000 }, (_, i) => [seededKey('1', `${i}`), seededKey('2', `${i}`)]);
    const covariance = pairs.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / pairs.length;
    // Of independent keys its standard error is 1/12 / sqrt(4000).
    expect(Math.abs(covariance)).toBeLessThan(4 / 12 / Math.sqrt(4000));
  });
});
