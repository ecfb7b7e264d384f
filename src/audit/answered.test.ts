import { describe, expect, it } from 'vitest';
import { answerCommand, answered, asked, dayOf } from './answered.ts';
import { DAY, NOW, withAnswer } from './facts.test.support.ts';

const ID = 'recurrence.owner';

describe('answered', () => {
  it('passes by a yes, naming who gave it and until when it holds', () => {
    const { result, why, evidence } = answered(
      ID,
      withAnswer(ID, { evidence: 'ticket 7', until: NOW + DAY }),
    );
    expect({ result, why }).toEqual({ result: 'passed', why: 'zoe answers for it, until 2026-06-16' });
    expect(evidence).toEqual([{ text: 'ticket 7', seq: 40 }]);
  });

  it('fails by a no, and does not apply where a person says so', () => {
    expect(answered(ID, withAnswer(ID, { answer: 'no' })).result).toBe('failed');
    expect(answered(ID, withAnswer(ID, { answer: 'not-applicable' })).result).toBe('not-applicable');
  });

  it('is not answered without an answer, or from the moment on at which it ends', () => {
    expect(answered(ID, withAnswer(ID))).toMatchObject({
      result: 'not-answered',
      remedy: { command: answerCommand(ID) },
    });
    expect(answered(ID, withAnswer(ID, { until: NOW })).result).toBe('not-answered');
    expect(answered(ID, withAnswer(ID, { until: NOW + 1 })).result).toBe('passed');
    expect(answered(ID, withAnswer(ID, { until: undefined })).result).toBe('passed');
  });
});

describe('an item that is asked', () => {
  it('does not apply where its subject is not there', () => {
    const question = {
      id: ID,
      question: 'Is it?',
      stage: 'recurrence',
      severity: 'low',
      when: 'standing',
    } as const;
    const facts = withAnswer(ID, { answer: 'no' });
    expect(asked(question, () => 'nothing is there').evaluate(facts).result).toBe('not-applicable');
    expect(asked(question).evaluate(facts).result).toBe('failed');
  });
});

describe('dayOf', () => {
  it('is the day in UTC', () => {
    expect(dayOf(Date.UTC(2026, 0, 31, 23, 59))).toBe('2026-01-31');
  });
});
