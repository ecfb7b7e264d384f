import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, sealed } from '../digest.ts';
import { review } from '../fixtures.test.support.ts';
import { type Review, standing } from './standing.ts';

function decided(...decisions: readonly (readonly [string, Review['decision']])[]) {
  const events = sealed(
    decisions.map(([reviewer, decision]) => review('e1', decision, { reviewer })),
    EMPTY_HEAD,
  );
  const body = standing(events)?.body as Review | undefined;
  return body === undefined ? undefined : `${body.reviewer} ${body.decision}`;
}

describe('standing', () => {
  it('is nothing where nobody decided', () => {
    expect(decided()).toBeUndefined();
    expect(decided(['zoe', 'skip'], ['max', 'skip'])).toBeUndefined();
  });

  it('is the newest decision, whoever made it', () => {
    expect(decided(['zoe', 'reject'], ['max', 'accept'])).toBe('max accept');
    expect(decided(['max', 'accept'], ['zoe', 'reject'])).toBe('zoe reject');
  });

  it('is not touched by a skip', () => {
    expect(decided(['zoe', 'reject'], ['zoe', 'skip'], ['max', 'skip'])).toBe('zoe reject');
  });

  it('falls back to what others decided where somebody takes a decision back, and to nothing where nobody did', () => {
    expect(decided(['zoe', 'reject'], ['max', 'accept'], ['max', 'undo'])).toBe('zoe reject');
    expect(decided(['zoe', 'reject'], ['max', 'accept'], ['zoe', 'undo'])).toBe('max accept');
    expect(decided(['zoe', 'accept'], ['zoe', 'reject'], ['zoe', 'undo'])).toBeUndefined();
    expect(decided(['zoe', 'undo'])).toBeUndefined();
  });
});
