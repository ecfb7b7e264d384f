import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { held } from './lifeline.ts';

/** A lifeline, and how often it interrupted. */
function made() {
  const pipe = new PassThrough();
  const heard = { interrupted: 0 };
  const begun = held(pipe, () => {
    heard.interrupted++;
  });
  return { pipe, heard, begun };
}

describe('held', () => {
  it('lets the command begin when the other side says so', async () => {
    const { pipe, heard, begun } = made();
    pipe.write('.');
    expect(await begun).toBe(true);
    expect(heard.interrupted).toBe(0);
  });

  it('lets nothing be done where the other side is gone before', async () => {
    for (const end of ['end', 'destroy'] as const) {
      const { pipe, heard, begun } = made();
      pipe[end]();
      expect(await begun).toBe(false);
      expect(heard.interrupted).toBe(0);
    }
  });

  it('interrupts once when the other side goes away', async () => {
    for (const end of ['end', 'destroy'] as const) {
      const { pipe, heard, begun } = made();
      pipe.write('.');
      await begun;
      pipe[end]();
      await setImmediate();
      pipe.destroy();
      await setImmediate();
      expect(heard.interrupted).toBe(1);
    }
  });
});
