import { describe, expect, it } from 'vitest';
import { END_OF_SEQUENCE, requireTokenIds } from './token-ids.ts';

describe('requireTokenIds', () => {
  it('accepts every id below the reserved ones, and an empty range', () => {
    const tokens = Uint32Array.of(0, 2 ** 31, END_OF_SEQUENCE - 1);
    expect(() => requireTokenIds(tokens, 0, 3)).not.toThrow();
    expect(() => requireTokenIds(tokens, 3, 3)).not.toThrow();
  });

  it('names a reserved id, but only within the range', () => {
    const tokens = Uint32Array.of(0, END_OF_SEQUENCE, 0xffffffff);
    expect(() => requireTokenIds(tokens, 0, 1)).not.toThrow();
    expect(() => requireTokenIds(tokens, 0, 2)).toThrowError('token id 4294967294 is reserved');
    expect(() => requireTokenIds(tokens, 2, 3)).toThrowError('token id 4294967295 is reserved');
  });

  it('refuses a range outside the tokens', () => {
    const tokens = Uint32Array.of(1, 2);
    for (const [start, end] of [
      [-1, 1],
      [0, 3],
      [2, 1],
      [0, Number.NaN],
    ]) {
      expect(() => requireTokenIds(tokens, start, end)).toThrowError(
        expect.objectContaining({ code: 'E_OPTION' }) as Error,
      );
    }
  });
});
