import { describe, expect, it } from 'vitest';
import { alertId, unreadableAlert, verdictAlert } from './alert.ts';

const occasion = {
  line: 'novels',
  generation: 'g2',
  content: 'a'.repeat(64),
  at: '2026-01-02T03:04:05.678Z',
};
const body = {
  position: 2,
  verdict: 'late',
  why: 'narrow',
  remedy: 'go back',
  signals: [],
  findings: [],
} as const;

describe('an alert', () => {
  it('says what, how bad, and what to do', () => {
    expect(verdictAlert(occasion, body)).toMatchObject({
      finding: 'verdict.late',
      severity: 'critical',
      message: 'narrow',
      remedy: 'go back',
      corpus: occasion.content,
      position: 2,
    });
    expect(verdictAlert(occasion, { ...body, verdict: 'early' }).severity).toBe('warning');
    expect(unreadableAlert(occasion, 'broken', undefined)).toMatchObject({
      finding: 'corpus.unreadable',
      message: 'broken',
    });
  });

  it('has the id of its content, whatever the file is called and whenever it is found', () => {
    const renamed = { ...occasion, generation: 'other', at: '2027-01-01T00:00:00.000Z' };
    expect(verdictAlert(renamed, body).id).toBe(verdictAlert(occasion, body).id);
    const ids = [
      alertId('novels', 'verdict.late', 'x'),
      alertId('novels', 'verdict.early', 'x'),
      alertId('other', 'verdict.late', 'x'),
      alertId('novels', 'verdict.late', 'y'),
    ];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });
});
