import { describe, expect, it } from 'vitest';
import { signal } from './facts.test.support.ts';
import { gotWorse, isBeyondMargin, isWorse, sameSignal, signalEvidence } from './signals.ts';

const rises = { direction: 'rises' } as const;

describe('a signal', () => {
  it('is worse on the side of collapse alone', () => {
    expect([isWorse(signal('a', 0.9)), isWorse(signal('a', 1.1))]).toEqual([true, false]);
    expect([isWorse(signal('a', 0.9, rises)), isWorse(signal('a', 1.1, rises))]).toEqual([false, true]);
    expect(isWorse(signal('a', 3, { direction: 'flag' }))).toBe(false);
  });

  it('is beyond a margin where its whole interval is', () => {
    expect(isBeyondMargin(signal('a', 0.88), 0.1)).toBe(false);
    expect(isBeyondMargin(signal('a', 0.86), 0.1)).toBe(true);
    // 1 / 0.9, the mirror image of 0.9, as a check has it: not 1.1.
    expect(isBeyondMargin(signal('a', 1.14, rises), 0.1)).toBe(false);
    expect(isBeyondMargin(signal('a', 1.15, rises), 0.1)).toBe(true);
    expect(isBeyondMargin(signal('a', 0.89, { interval: undefined }), 0.1)).toBe(true);
  });

  it('got worse where the intervals part, and it is on the bad side', () => {
    expect(gotWorse(signal('a', 1), signal('a', 0.9))).toBe(true);
    expect(gotWorse(signal('a', 1), signal('a', 0.96))).toBe(false);
    // Less above human text is no loss.
    expect(gotWorse(signal('a', 1.3), signal('a', 1.1))).toBe(false);
    expect(gotWorse(signal('a', 1, rises), signal('a', 1.2, rises))).toBe(true);
  });

  it('is told by id, order and band', () => {
    expect(sameSignal(signal('a', 1, { order: 2 }), signal('a', 2, { order: 2 }))).toBe(true);
    expect(sameSignal(signal('a', 1, { order: 2 }), signal('a', 1, { order: 3 }))).toBe(false);
  });

  it('is shown with its interval and the event that holds it', () => {
    const verdict = { at: 0, seq: 9, verdict: 'early', why: '', signals: [], findings: [] } as const;
    expect(signalEvidence(signal('distinct', 0.5, { order: 2 }), verdict)).toEqual({
      text: 'distinct of 2-grams 0.50 of human [0.47, 0.53]',
      seq: 9,
    });
  });
});
