import { describe, expect, it } from 'vitest';
import { SharedReading } from './shared-reading.ts';

/** Readings that end when they are told to. */
function steps() {
  const ends: (() => void)[] = [];
  let begun = 0;
  const shared = new SharedReading(() => {
    const own = ++begun;
    return new Promise<number>((resolve, reject) => ends.push(() => (own === 99 ? reject() : resolve(own))));
  });
  return { shared, begun: () => begun, end: (i: number) => ends[i]() };
}

describe('SharedReading', () => {
  it('gives who asks meanwhile a reading that began after they asked, one for all of them', async () => {
    const { shared, begun, end } = steps();
    const first = shared.get();
    const later = [shared.get(), shared.get(), shared.get()];
    expect(begun()).toBe(1);
    end(0);
    expect(await first).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    const latest = shared.get();
    end(1);
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
    await new Promise((resolve) => setImmediate(resolve));
    end(2);
    expect(await latest).toBe(3);
    expect(begun()).toBe(3);
  });

  it('reads anew for each who asks when nobody else does', async () => {
    let n = 0;
    const shared = new SharedReading(async () => ++n);
    expect([await shared.get(), await shared.get()]).toEqual([1, 2]);
  });

  it('fails for those alone whom the reading was for', async () => {
    let n = 0;
    const shared = new SharedReading(async () => {
      if (++n === 1) throw new Error('away');
      return n;
    });
    const [first, second] = await Promise.allSettled([shared.get(), shared.get()]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: 2 });
  });
});
