import { describe, expect, it } from 'vitest';
import { biasOf } from './bias.ts';

describe('biasOf', () => {
  it('is none for temperature 1 without a cut-off: some learners can give no other', () => {
    expect(biasOf({})).toBeUndefined();
    expect(biasOf({ temperature: 1 })).toBeUndefined();
    expect(biasOf({ temperature: 1, topK: 5 })).toEqual({ temperature: 1, topK: 5 });
    expect(biasOf({ temperature: 0.5 })).toEqual({ temperature: 0.5 });
  });
});
