import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concurrently } from './concurrently.ts';

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const value of values) out.push(value);
  return out;
}

describe('concurrently', () => {
  it('keeps the order and the limit, whoever is ready first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (turns, limit) => {
          let under = 0;
          let most = 0;
          const call = async (n: number) => {
            most = Math.max(most, ++under);
            for (let turn = 0; turn < n; turn++) await new Promise(setImmediate);
            under--;
            return n;
          };
          expect(await all(concurrently(turns, limit, call))).toEqual(turns);
          expect(most).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes nothing further after a failure, and waits for what is under way', async () => {
    const ended: number[] = [];
    const begun: number[] = [];
    const call = async (n: number) => {
      begun.push(n);
      if (n === 0) throw new Error('first');
      await new Promise(setImmediate);
      ended.push(n);
      return n;
    };
    await expect(all(concurrently([0, 1, 2, 3, 4, 5], 3, call))).rejects.toThrow('first');
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([1, 2]);
  });

  it('fails as its items do', async () => {
    async function* items() {
      yield 1;
      throw new Error('no more');
    }
    await expect(all(concurrently(items(), 4, async (n) => n))).rejects.toThrow('no more');
  });
});
