import { describe, expect, it } from 'vitest';
import { DAY, facts, NOW, withAnswer } from '../facts.test.support.ts';
import type { AuditFacts } from '../facts.ts';
import { type AuditSettings, settingsOf } from '../settings.ts';
import { LOOSENED } from './loosened.ts';

const SETTINGS = settingsOf(facts().config);
const audit = (days: number, part: Partial<AuditSettings> = {}) => ({
  at: NOW - days * DAY,
  seq: 100 - days,
  settings: { ...SETTINGS, ...part },
});
const unanswered = (more: Partial<AuditFacts>): AuditFacts => ({
  ...withAnswer('recurrence.loosened'),
  ...more,
});
const result = (given: AuditFacts) => LOOSENED.evaluate(given).result;

describe('recurrence.loosened', () => {
  it('does not apply before an audit has recorded what it was judged by', () => {
    expect(result(unanswered({ audits: [] }))).toBe('not-applicable');
    expect(result(unanswered({ audits: [{ at: NOW - DAY, seq: 1 }] }))).toBe('not-applicable');
  });

  it('fails where a gate lets more through, and says since which audit', () => {
    const audits = [audit(9), audit(5, { failOn: ['early', 'late', 'narrow'] }), audit(2)];
    const { why, evidence, remedy } = LOOSENED.evaluate(unanswered({ audits }));
    expect(why).toBe('a setting was loosened, and nobody says why');
    expect(evidence).toEqual([{ text: 'failOn lost narrow after the audit of 2026-06-10', seq: 95 }]);
    expect(remedy).toMatchObject({ where: 'outcross.yaml:20', command: expect.stringContaining('answer') });
  });

  it('still fails after an audit that saw the change: time is no decision', () => {
    const audits = [audit(5, { score: 80 }), audit(4), audit(3), audit(2), audit(1)];
    expect(result(unanswered({ audits }))).toBe('failed');
  });

  it('passes once a named person answers for it, and fails for what is loosened after that', () => {
    const audits = [audit(5, { score: 80 }), audit(1)];
    const at = (days: number) => ({ ...withAnswer('recurrence.loosened', { at: NOW - days * DAY }), audits });
    expect(result(at(2))).toBe('passed');
    expect(LOOSENED.evaluate(at(2)).why).toContain('zoe');
    const again = { ...at(2), audits: [...audits.slice(0, 1), audit(1, { humanMinimum: 0.5 })] };
    expect(result(again)).toBe('failed');
  });

  it('takes no for no answer', () => {
    const answered = withAnswer('recurrence.loosened', { answer: 'no', at: NOW });
    expect(result({ ...answered, audits: [audit(5, { score: 80 })] })).toBe('failed');
  });

  it('passes what became stricter, or changed in waivers alone', () => {
    expect(result(unanswered({ audits: [audit(5, { score: -1, checkEvery: 60 })] }))).toBe('passed');
  });

  it('sees margins and alphas of checks that find less than those of the time of the audit', () => {
    const [check] = facts().checks;
    const checks = [
      { ...check, at: NOW - 6 * DAY },
      { ...check, at: NOW - DAY, margin: 0.4, alpha: 0.01 },
    ];
    const { evidence } = LOOSENED.evaluate(unanswered({ audits: [audit(5)], checks }));
    expect(evidence.map(({ text }) => text.split(' after')[0])).toEqual([
      'margin 0.1 became 0.4',
      'alpha 0.05 became 0.01',
    ]);
    expect(result(unanswered({ audits: [audit(5)], checks: checks.slice(0, 1) }))).toBe('passed');
  });

  it('tells each change once, however many audits were stricter', () => {
    const audits = [audit(9, { score: 90 }), audit(8, { score: 80 }), audit(7, { score: 80, drillEvery: 5 })];
    const { why, evidence } = LOOSENED.evaluate(unanswered({ audits }));
    expect(evidence.map(({ text, seq }) => [text.split(' after')[0], seq])).toEqual([
      ['audit score 80 became 0', 93],
      ['drillEvery 5 became 90', 93],
    ]);
    expect(why).toMatch(/^2 settings were/);
  });
});
