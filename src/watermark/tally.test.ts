import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenRule } from './scheme.ts';
import { passage, sumDetector } from './tally.ts';

/** A rule that adds up tokens: its sum is easy to say. */
function ruleOf(rest: Partial<TokenRule> = {}): TokenRule {
  return {
    before: 2,
    after: 1,
    first: 2,
    needs: 1,
    seesPrompt: true,
    value: (tokens, t) => tokens[t],
    judge: (_, sum) => ({ score: sum }),
    ...rest,
  };
}

const evidenceOf = (rule: TokenRule, ...texts: readonly (readonly number[])[]) => {
  const tally = sumDetector('plain', 2, rule).tally();
  for (const text of texts) tally.add(text);
  return tally.evidence();
};

describe('passage', () => {
  it('starts where a full window stands when the prompt is not known', () => {
    const { tokens, first } = passage(ruleOf(), [5, 6, 7]);
    expect([[...tokens], first]).toEqual([[5, 6, 7], 2]);
  });

  it('takes no more of the prompt than a window reaches back, and counts none of it', () => {
    const { tokens, first } = passage(ruleOf(), [5, 6], [1, 2, 3]);
    expect([[...tokens], first]).toEqual([[2, 3, 5, 6], 2]);
  });

  it('counts the first token after a prompt that is shorter than the window, if the rule needs no more', () => {
    expect(passage(ruleOf({ needs: 0 }), [5, 6], [3])).toEqual({ tokens: Int32Array.of(3, 5, 6), first: 1 });
    expect(passage(ruleOf({ needs: 2 }), [5, 6], [3]).first).toBe(2);
  });

  it('takes an empty prompt for one that is not known', () => {
    expect(passage(ruleOf({ needs: 0 }), [5, 6], [])).toEqual(passage(ruleOf({ needs: 0 }), [5, 6]));
  });

  it('passes over the prompt of schemes that see only what was generated', () => {
    expect(passage(ruleOf({ seesPrompt: false }), [5, 6], [1, 2, 3])).toEqual({
      tokens: Int32Array.of(5, 6),
      first: 2,
    });
  });

  it('copies no tokens that are laid out already', () => {
    const tokens = Int32Array.of(1, 2, 3);
    expect(passage(ruleOf(), tokens).tokens).toBe(tokens);
  });

  it('lays a passage out alike whatever holds its tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.array(fc.nat(50)), (text, prompt) => {
        const plain = passage(ruleOf(), text, prompt);
        expect(passage(ruleOf(), Int32Array.from(text), Uint32Array.from(prompt))).toEqual(plain);
        expect([...plain.tokens]).toEqual([...prompt.slice(-2), ...text]);
      }),
    );
  });
});

describe('sumDetector', () => {
  it('sums each window once, as a set of windows does', () => {
    const small = fc.array(fc.array(fc.nat(2), { maxLength: 30 }), { maxLength: 4 });
    fc.assert(
      fc.property(small, fc.constantFrom(0 as const, 1 as const), (texts, after) => {
        const met = new Set<string>();
        const expected = { scored: 0, repeated: 0, score: 0 };
        for (const text of texts) {
          for (let t = 2; t < text.length; t++) {
            const window = text.slice(t - 2, t + after).join();
            if (met.has(window)) expected.repeated++;
            else {
              expected.scored++;
              expected.score += text[t];
            }
            met.add(window);
          }
        }
        expect(evidenceOf(ruleOf({ after }), ...texts)).toEqual(expected);
      }),
    );
  });

  it('counts what returns where the rule says so', () => {
    const text = [1, 1, 1, 1, 1];
    expect(evidenceOf(ruleOf({ countsRepeats: true }), text)).toEqual({ scored: 3, repeated: 0, score: 3 });
    expect(evidenceOf(ruleOf(), text)).toEqual({ scored: 1, repeated: 2, score: 1 });
  });

  it('stops at the most that count, over all texts together', () => {
    const rule = ruleOf({ most: 3 });
    expect(evidenceOf(rule, [0, 0, 1, 2], [3, 3, 4, 5, 6])).toEqual({ scored: 3, repeated: 0, score: 7 });
  });

  it('judges nothing where nothing counts: the statistic of no token does not exist', () => {
    const judge = () => {
      throw new Error('asked to judge no positions');
    };
    expect(evidenceOf(ruleOf({ judge }), [], [1], [1, 2])).toEqual({ scored: 0, repeated: 0, score: 0 });
  });

  it('forgets what other tallies met', () => {
    const detector = sumDetector('plain', 2, ruleOf());
    const [a, b] = [detector.tally(), detector.tally()];
    a.add([1, 2, 3]);
    b.add([1, 2, 3]);
    expect([a.evidence(), b.evidence()]).toEqual(new Array(2).fill({ scored: 1, repeated: 0, score: 3 }));
  });

  it('may be asked for its evidence at any time, and as often as one likes', () => {
    const tally = sumDetector('plain', 2, ruleOf()).tally();
    expect(tally.evidence().scored).toBe(0);
    tally.add([1, 2, 3, 4]);
    expect(tally.evidence()).toEqual(tally.evidence());
    tally.add([9, 9, 9]);
    expect(tally.evidence()).toEqual({ scored: 3, repeated: 0, score: 16 });
  });
});
