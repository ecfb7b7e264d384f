import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Positions } from './positions.ts';
import type { TokenRule } from './scheme.ts';

const RULE: TokenRule = {
  before: 2,
  after: 1,
  first: 0,
  needs: 0,
  seesPrompt: false,
  value: () => 0,
  judge: () => ({ score: 0 }),
};

const newOnes = (rule: TokenRule, tokens: readonly number[]): number[] => {
  const met = new Positions(rule);
  const own = Int32Array.from(tokens);
  return tokens.flatMap((_, t) => (met.add(own, t) ? [t] : []));
};

describe('Positions', () => {
  it('are told apart by the window alone, its end included or not', () => {
    expect(newOnes(RULE, [1, 2, 3, 1, 2, 3, 1, 2, 4])).toEqual([0, 1, 2, 3, 4, 8]);
    expect(newOnes({ ...RULE, after: 0 }, [1, 2, 3, 1, 2, 3, 1, 2, 4])).toEqual([0, 1, 2, 3, 4]);
  });

  it('tell the start of a text from the token 0 and from any other', () => {
    expect(newOnes({ ...RULE, before: 1 }, [0, 0, 0])).toEqual([0, 1]);
  });

  it('are what an identity makes of them where a rule has one', () => {
    const identity: TokenRule['identity'] = {
      words: 1,
      write: (tokens, t, into) => {
        into[0] = tokens[t] % 3;
      },
    };
    expect(newOnes({ ...RULE, identity }, [0, 3, 1, 6, 4, 2, 5])).toEqual([0, 2, 5]);
  });

  it('do not mix up words of an identity that change places', () => {
    const identity: TokenRule['identity'] = {
      words: 2,
      write: (tokens, t, into) => {
        into[0] = tokens[t];
        into[1] = tokens[t - 1] ?? -1;
      },
    };
    expect(newOnes({ ...RULE, identity }, [1, 2, 1, 2])).toEqual([0, 1, 2]);
  });

  it('are as a set of their windows says, however many there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(3), fc.constantFrom(2 ** 31 - 1, 65536, 1 << 16)), { maxLength: 600 }),
        fc.integer({ min: 1, max: 3 }),
        (tokens, before) => {
          const met = new Set<string>();
          const expected = tokens.flatMap((_, t) => {
            const window = Array.from({ length: before + 1 }, (__, i) => tokens[t - before + i] ?? -1).join();
            const isNew = !met.has(window);
            met.add(window);
            return isNew ? [t] : [];
          });
          expect(newOnes({ ...RULE, before }, tokens)).toEqual(expected);
        },
      ),
    );
  });
});
