import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/client.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { formOf } from './form.ts';
import { Outcome } from './outcome.tsx';
import { PLAN } from './plans.test.support.ts';
import { POLICY } from './policies.test.support.ts';
import type { Planned } from './use-planner.ts';

const nothing = () => {};
const draft = { form: formOf(POLICY), change: nothing, reset: nothing, isChanged: false };

function shown(known: Partial<Planned>, wrong?: string): string {
  return rendered(
    <Outcome
      known={{ asking: false, survey: undefined, ...known }}
      wrong={wrong}
      draft={draft}
      onRetry={nothing}
    />,
  );
}

describe('what becomes of a policy', () => {
  it('is awaited at first', () => {
    expect(textOf(shown({ asking: true }))).toContain('Planning');
  });

  it('is told how far the inputs are read, where they are read for the first time', () => {
    const survey = {
      label: 'reading data/g1.jsonl',
      share: 0.25,
      done: 1,
      unit: 'bytes' as const,
      secondsLeft: 12,
    };
    const markup = shown({ asking: true, survey });
    expect(textOf(markup)).toContain('reading data/g1.jsonl , 12 s left');
    expect(markup).toContain('aria-valuenow="25"');
    expect(textOf(markup)).not.toContain('Planning');
  });

  it('is a plan', () => {
    expect(textOf(shown({ answer: PLAN }))).toContain('It cannot be kept.');
    expect(shown({ answer: PLAN })).toContain('aria-busy="false"');
  });

  it('keeps the last plan in sight while a newer one is made, or none can be', () => {
    const error = new ApiError(400, { code: 'E_POLICY', message: 'human.share is below human.minimum' });
    for (const markup of [
      shown({ answer: PLAN, asking: true }),
      shown({ answer: PLAN, error }),
      shown({ answer: PLAN }, 'Above 0.'),
    ])
      expect(markup).toContain('aria-busy="true"');
    expect(textOf(shown({ answer: PLAN, error }))).toContain('human.share is below human.minimum');
  });

  it('is told by the form where the form knows what is wrong, not by the answer to an older policy', () => {
    const error = new ApiError(400, { code: 'E_POLICY', message: 'an older fault' });
    const text = textOf(shown({ error }, 'Above 0.'));
    expect(text).toContain('Above 0.');
    expect(text).not.toContain('an older fault');
  });

  it('says that people have decided since', () => {
    expect(textOf(shown({ answer: { ...PLAN, behind: true } }))).toContain(
      'People have decided about examples since',
    );
    expect(textOf(shown({ answer: PLAN }))).not.toContain('since');
  });
});
