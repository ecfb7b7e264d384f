import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../../../src/ledger/event.ts';
import { eventLine } from '../../../../src/report/ledger/event-text.ts';
import { detailOf } from './detail.ts';

const SUBJECTS = [
  { type: 'generation', id: 'g\u202e2' },
  { type: 'line', id: 'novels' },
] as const;

function event(kind: string, body: LedgerEvent['body'], subjects: LedgerEvent['subjects']): LedgerEvent {
  const actor = { kind: 'person', name: 'ada' } as const;
  return { seq: 1, kind, at: '2020-01-01T00:00:00.000Z', actor, subjects, body, previous: '', digest: '' };
}

describe('what an event says beside its kind and its subjects', () => {
  it.each([
    ['verdict.given', { verdict: 'early' }, [...SUBJECTS], 'early'],
    ['verdict.given', { verdict: 'late' }, SUBJECTS.slice(0, 1), 'late'],
    ['generation.checked', {}, [...SUBJECTS], ''],
  ])('of %s %j is its state alone', (kind, body, subjects, detail) => {
    const given = event(kind, body, subjects);
    expect(detailOf({ ...given, subjects: [...subjects], text: eventLine(given) })).toBe(detail);
  });

  it('is the whole of a line that is made otherwise', () => {
    expect(detailOf({ kind: 'a.b', subjects: [], text: 'something else' })).toBe('something else');
    expect(detailOf({ kind: 'a.b', subjects: [...SUBJECTS], text: 'something else' })).toBe('something else');
  });
});
