import { describe, expect, it } from 'vitest';
import { toDecision } from './to-decision.ts';

const longs = (...values: bigint[]) => Buffer.from(BigInt64Array.from(values).buffer);
const ends = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);

describe('toDecision', () => {
  it('reads what stays: its places, the hashes of its texts with their sign turned back, its ids', () => {
    // One byte before it, so that nothing stands at a multiple of four.
    const data = Buffer.concat([
      Buffer.of(9),
      longs(5n, (1n << 32n) + 7n),
      longs(-(2n ** 63n) + 1n, 2n),
      ends(1, 3),
      Buffer.from('aé'),
    ]).subarray(1);
    const kept = toDecision({ kind: 'kept', shard: -1, meta: { rows: 2 }, data });
    if (kept?.kind !== 'kept') throw new Error('it is no kept');
    expect([...kept.places]).toEqual([5, 0, 7, 1]);
    expect([...kept.hashes]).toEqual([1, 0, 2, 0x80000000]);
    expect([...kept.ids.ends]).toEqual([1, 3]);
    expect(Buffer.from(kept.ids.bytes).toString()).toBe('aé');
  });

  it('reads what goes', () => {
    const data = Buffer.concat([longs(3n), longs(-1n), longs(-1n), ends(2), Buffer.from('{}')]);
    const removed = toDecision({ kind: 'removed', shard: -1, meta: { rows: 1 }, data });
    expect(removed).toMatchObject({
      kind: 'removed',
      places: Uint32Array.of(3, 0),
      kept: Uint32Array.of(0xffffffff, 0xffffffff),
      equal: Uint32Array.of(0xffffffff, 0xffffffff),
      shared: { ends: Uint32Array.of(2) },
    });
  });

  it('reads the counts of the end', () => {
    const meta = { examples: 3, texts: 2, removed: 1, kept: 1, rounds: [{ members: 4, links: 1, stars: 0 }] };
    expect(toDecision({ kind: 'decided', shard: -1, meta })).toEqual({ kind: 'decided', ...meta });
  });

  it('leaves other rows alone', () => {
    expect(toDecision({ kind: 'end', shard: 0, meta: {} })).toBeUndefined();
  });
});
