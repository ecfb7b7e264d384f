import { describe, expect, it } from 'vitest';
import { ContextPrf, unit } from './context-prf.ts';
import { philox } from './philox.ts';

describe('philox', () => {
  it('gives the known answers of Random123', () => {
    const out = new Uint32Array(4);
    philox([0, 0, 0, 0], 0, 0, out);
    expect([...out]).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    philox([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], 0xffffffff, 0xffffffff, out);
    expect([...out]).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
    philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], 0xa4093822, 0x299f31d0, out);
    expect([...out]).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
  });
});

describe('ContextPrf', () => {
  it('gives the words of vLLM for key 42', () => {
    const prf = new ContextPrf({ low: 42, high: 0 });
    const contexts = [
      [1, 2, 3, 4],
      [4, 5, 6, 7],
    ];
    const words = contexts.map((context) => {
      prf.seek(context, 0, 4);
      return [7, 8].map((token) => prf.word(token));
    });
    expect(words).toEqual([
      [425429266, 2706218805],
      [2494036831, 3424185538],
    ]);
  });

  it('gives the same word whatever was asked before', () => {
    const prf = new ContextPrf({ low: 1, high: 2 });
    prf.seek([9, 8], 0, 2);
    const first = prf.word(100);
    prf.word(3);
    expect(prf.word(100)).toBe(first);
  });

  it('tells a short context from the same context that is padded', () => {
    const prf = new ContextPrf({ low: 1, high: 2 });
    prf.seek([5], 0, 1);
    const short = prf.word(1);
    prf.seek([-1, 5], 0, 2);
    expect(prf.word(1)).not.toBe(short);
  });
});

describe('unit', () => {
  it('is above 0 and at most 1, in single precision', () => {
    expect(unit(0)).toBe(Math.fround(1 / 16777217));
    expect(unit(0xffffffff)).toBeLessThanOrEqual(1);
    expect(unit(425429266)).toBe(Math.fround(unit(425429266)));
  });
});
