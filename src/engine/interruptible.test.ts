import { describe, expect, it } from 'vitest';
import { interruptible } from './interruptible.ts';

describe('interruptible', () => {
  it('is the work itself where no signal can come', async () => {
    const work = Promise.resolve(3);
    expect(interruptible(work, undefined)).toBe(work);
  });

  it('gives what the work gives, and throws what it throws', async () => {
    const { signal } = new AbortController();
    expect(await interruptible(Promise.resolve('done'), signal)).toBe('done');
    const broken = Promise.reject(new RangeError('too far'));
    await expect(interruptible(broken, signal)).rejects.toThrow(new RangeError('too far'));
  });

  it('throws as soon as the signal is given, though the work never ends', async () => {
    const controller = new AbortController();
    const waiting = interruptible(new Promise(() => {}), controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('throws where the signal was given before, and drops the failure of the work', async () => {
    const controller = new AbortController();
    controller.abort();
    const work = Promise.reject(new Error('nobody hears this'));
    await expect(interruptible(work, controller.signal)).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
