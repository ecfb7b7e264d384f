import { describe, expect, it } from 'vitest';
import { Polled } from './polled.ts';

/** A value that counts how often it was read, and a clock that is turned by hand. */
function counted() {
  let now = 1_000;
  let reads = 0;
  const failing = { next: false };
  const polled = new Polled(
    async () => {
      reads++;
      if (failing.next) throw new Error('away');
      return reads;
    },
    () => now,
    100,
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { polled, failing, settled, reads: () => reads, turn: (ms: number) => (now += ms) };
}

describe('Polled', () => {
  it('reads once for all who ask at once, and not again while it is new', async () => {
    const { polled, reads, turn } = counted();
    expect(await Promise.all([polled.get(), polled.get()])).toEqual([1, 1]);
    turn(100);
    expect(await polled.get()).toBe(1);
    expect(reads()).toBe(1);
  });

  it('shows the old value while it reads again', async () => {
    const { polled, turn, settled } = counted();
    await polled.get();
    turn(101);
    expect(await polled.get()).toBe(1);
    await settled();
    expect(await polled.get()).toBe(2);
  });

  it('makes who asks after a long time wait for the new value', async () => {
    const { polled, turn } = counted();
    await polled.get();
    turn(1_001);
    expect(await polled.get()).toBe(2);
  });

  it('reads again where the clock was set back', async () => {
    const { polled, turn } = counted();
    await polled.get();
    turn(-500);
    expect(await polled.get()).toBe(2);
  });

  it('tells who asks next that reading again failed, and tries again for the one after', async () => {
    const { polled, failing, turn, settled } = counted();
    await polled.get();
    turn(101);
    failing.next = true;
    expect(await polled.get()).toBe(1);
    await settled();
    await expect(polled.get()).rejects.toThrow('away');
    failing.next = false;
    expect(await polled.get()).toBe(4);
  });
});
