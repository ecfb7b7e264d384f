import { describe, expect, it } from 'vitest';
import type { Shard } from '../../corpus/source.ts';
import { NO_REVIEWS } from '../../engine/rows/reviewer.ts';
import { candidatesOf, many } from '../candidates.test.support.ts';
import { FATES } from '../fate.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { dealOf } from './deal-of.ts';

const candidates = candidatesOf([...many(6, { origin: 'human' }), ...many(4, { origin: 'synthetic' })]);
const shards: Shard[] = [0, 1, 2].map((i) => ({
  path: `/${i}`,
  name: `${i}`,
  format: 'jsonl',
  compression: 'none',
  bytes: 1000,
}));
const survey = { candidates, shards, firsts: [0, 4, 4], malformed: 0, reviews: NO_REVIEWS };
const dealFor = (policy: Partial<Policy>, options = {}) =>
  dealOf({ inputs: ['/in'] }, survey, plan(candidates, { ...DEFAULT_POLICY, ...policy }), {
    output: 'mix.jsonl',
    bucketBytes: 500,
    ...options,
  });

describe('dealOf', () => {
  it('counts the candidates of each shard, be it one without any', () => {
    expect(dealFor({}).counts).toEqual([4, 0, 6]);
  });

  it('gives every candidate its fate, in memory that threads share', () => {
    const { codes } = dealFor({ size: { examples: 8 } }).settings;
    expect(codes.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...codes]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 10, 10]);
  });

  it('deals to one bucket where the order of the inputs stays, else to as many as the bytes need', () => {
    expect(dealFor({ order: 'input' }).settings.buckets).toBe(1);
    expect(dealFor({}).settings.buckets).toBe(6);
  });

  it('shuffles by another seed than it chooses by', () => {
    expect(dealFor({ seed: 'x' }).settings.seed).toBe('x/order');
    expect(dealFor({ seed: 1 }).settings.seed).not.toBe(dealFor({ seed: 11 }).settings.seed);
  });

  it('names fates only where rejects are kept, and weights only where rows do not weigh alike', () => {
    const plain = dealFor({ weights: 'none' }).settings;
    expect(plain).not.toHaveProperty('names');
    expect(plain).not.toHaveProperty('weights');
    const { names, weights } = dealFor({ weights: 0.75 }, { rejects: 'out.jsonl' }).settings;
    expect(names).toEqual(FATES.map(({ id }) => id));
    expect(weights!.human * 6 + weights!.synthetic * 4).toBeCloseTo(10, 12);
    expect((weights!.human * 6) / 10).toBeCloseTo(0.75, 12);
  });
});
