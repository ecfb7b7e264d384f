import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { LoopState } from '../loop.ts';
import { type Row, stateOf } from './state.test.support.ts';
import { verified } from './verified.ts';

/** The last output is right in its first half. */
function judged(samples: number): LoopState<readonly Row[]> {
  const right = (data: readonly Row[]) => Uint8Array.from(data, (_, i) => (i < samples / 2 ? 1 : 0));
  return { ...stateOf(samples, 1), right };
}

async function kept(
  loop: ReturnType<typeof verified>,
  samples: number,
): Promise<[right: number, wrong: number]> {
  const { data } = await loop.compose(judged(samples), new Rng(1));
  const places = data.map((row) => Number(row.split('/')[1]));
  const right = places.filter((place) => place < samples / 2).length;
  return [right, places.length - right];
}

describe('verified', () => {
  it('keeps what a perfect verifier keeps: all right rows and no wrong one', async () => {
    expect(await kept(verified({ keepRight: 1, keepWrong: 0 }), 100)).toEqual([50, 0]);
  });

  it('keeps right rows at the rate phi and wrong ones at psi', async () => {
    const [right, wrong] = await kept(verified({ keepRight: 0.8, keepWrong: 0.3 }), 20_000);
    // Binomial: 10,000 of each kind, standard deviations 40 and 46.
    expect(Math.abs(right - 8000)).toBeLessThan(200);
    expect(Math.abs(wrong - 3000)).toBeLessThan(230);
  });

  it.each([
    [-0.1, 0.5, 'phi'],
    [1.5, 0.5, 'phi'],
    [0.5, Number.NaN, 'psi'],
    [0.5, 2, 'psi'],
  ])('refuses rates %d and %d, and names the one that is wrong', (keepRight, keepWrong, name) => {
    expect(() => verified({ keepRight, keepWrong })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(name) }),
    );
  });

  it('refuses a line that cannot tell right from wrong, and one of which it keeps next to nothing', () => {
    const code = expect.objectContaining({ code: 'E_PARAMETER' });
    expect(() => verified({ keepRight: 1, keepWrong: 1 }).compose(stateOf(10, 1), new Rng(1))).toThrow(code);
    expect(() => verified({ keepRight: 0, keepWrong: 0 }).compose(judged(10), new Rng(1))).toThrow(code);
  });
});
