import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit, pressing, WEIGHTS } from './audit.ts';
import { DAY, facts, NOW, withAnswer, withPart, withVerdict } from './facts.test.support.ts';
import { MOMENTS, STAGES } from './item.ts';
import { ITEMS } from './items.ts';

const VERSION = { version: '1.2.3' };
const late = withVerdict({ verdict: 'late' });
const waiver = (item: string, days: number) => ({
  item,
  owner: 'zoe',
  reason: 'licence under way',
  until: NOW + days * DAY,
  expires: '2026-12-31',
  where: 'outcross.yaml:31',
});
const gate = (part: object) =>
  withPart('config', { gate: { severity: 'high', score: 0, unanswered: false, ...part } });
const itemIn = (found: ReturnType<typeof audit>, id: string) => found.items.find((item) => item.id === id);

describe('audit', () => {
  it('passes with a full score where everything that applies passes', () => {
    const found = audit(facts(), VERSION);
    expect(found).toMatchObject({ status: 'passed', score: 100, reasons: [], line: 'stories' });
    expect(found.at).toBe('2026-06-15T12:00:00.000Z');
    expect(found.counts.passed + found.counts['not-applicable']).toBe(ITEMS.length);
    expect(found.scores.map(({ stage, score }) => [stage, score])).toEqual(
      STAGES.map((stage) => [stage, 100]),
    );
  });

  it('fails where an item of the gate severity or above fails, and names it', () => {
    const found = audit(late, VERSION);
    expect(found.status).toBe('failed');
    expect(found.reasons).toEqual([
      { gate: 'severity', items: ['health.verdict'], text: '1 item of severity high or above failed' },
    ]);
    expect(found.scores.find(({ stage }) => stage === 'health')!.score).toBeLessThan(100);
  });

  it('weighs items by severity: the score is the weight of what passed of all that applies', () => {
    const { items, score } = audit(late, VERSION);
    const applies = items.filter(({ result }) => result !== 'not-applicable');
    const all = applies.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
    // health.verdict is critical, health.recovery medium.
    expect(score).toBe(Math.round((1000 * (all - 8 - 2)) / all) / 10);
  });

  it('lets items below the gate fail, and all of them where the gate is none', () => {
    const medium = facts({ drills: [] });
    expect(audit(medium, VERSION).status).toBe('passed');
    const low = {
      ...medium,
      config: { ...medium.config, gate: { ...medium.config.gate, severity: 'medium' as const } },
    };
    expect(audit(low, VERSION).reasons[0].items).toEqual(['recurrence.drill']);
    const none = {
      ...late,
      config: { ...late.config, gate: { ...late.config.gate, severity: 'none' as const } },
    };
    expect(audit(none, VERSION).reasons.filter((reason) => reason.gate === 'severity')).toEqual([]);
  });

  it('asks for a least score where the gate does', () => {
    expect(audit(gate({ score: 100 }), VERSION).status).toBe('passed');
    const short = { ...gate({ score: 99.9 }), drills: [] };
    expect(audit(short, VERSION).reasons.map((reason) => reason.gate)).toEqual(['score']);
  });

  it('counts what is not answered as open, and as failing where the gate says so', () => {
    const { answers: _, ...open } = withAnswer('recurrence.owner');
    const quiet = { ...withAnswer('recurrence.owner') };
    expect(audit(quiet, VERSION)).toMatchObject({ status: 'passed', counts: { 'not-answered': 1 } });
    const strict = { ...open, answers: quiet.answers, config: gate({ unanswered: true }).config };
    expect(audit(strict, VERSION).reasons).toMatchObject([
      { gate: 'unanswered', items: ['recurrence.owner'] },
    ]);
  });

  it('asks only what belongs to the moment or stage that is named', () => {
    for (const moment of MOMENTS) {
      const { items } = audit(facts(), { ...VERSION, when: [moment] });
      expect(items.length).toBeGreaterThan(0);
      for (const { when } of items) expect(when).toBe(moment);
    }
    const found = audit(late, { ...VERSION, stages: ['reservoir'] });
    expect(found).toMatchObject({ status: 'passed', scores: [{ stage: 'reservoir' }] });
  });

  it('has no score where nothing applies', () => {
    const bare = facts({
      mixes: [],
      generations: [],
      anchor: undefined,
      human: undefined,
      reviews: facts().reviews,
    });
    const { score, counts } = audit(bare, { ...VERSION, when: ['after-training'], stages: ['health'] });
    expect(score).toBeUndefined();
    expect(counts.passed + counts.failed).toBe(0);
  });

  it('is a plain value', () => {
    const found = audit(late, VERSION);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe('a waiver', () => {
  it('keeps a failing item from the gate until its day, and never raises the score', () => {
    const found = audit({ ...late, waivers: [waiver('health.verdict', 10)] }, VERSION);
    expect(found.status).toBe('passed');
    expect(itemIn(found, 'health.verdict')).toMatchObject({
      result: 'waived',
      waiver: { owner: 'zoe', expires: '2026-12-31' },
    });
    expect(found.score).toBe(audit(late, VERSION).score);
  });

  it('that has expired fails, whether its item does or not', () => {
    for (const base of [facts(), late]) {
      const found = audit({ ...base, waivers: [waiver('health.verdict', -1)] }, VERSION);
      expect(found.status).toBe('failed');
      expect(found.reasons.map((reason) => reason.gate)).toContain('waiver');
      expect(itemIn(found, 'recurrence.waivers')!.result).toBe('failed');
    }
    const lax = gate({ severity: 'none' });
    expect(audit({ ...lax, waivers: [waiver('health.verdict', 0)] }, VERSION).status).toBe('failed');
  });

  it('of what passes changes nothing', () => {
    const found = audit({ ...facts(), waivers: [waiver('health.verdict', 10)] }, VERSION);
    expect(itemIn(found, 'health.verdict')).not.toHaveProperty('waiver');
  });

  it('cannot be waived itself', () => {
    const waivers = [waiver('health.verdict', -1), waiver('recurrence.waivers', 10)];
    expect(itemIn(audit({ ...facts(), waivers }, VERSION), 'recurrence.waivers')!.result).toBe('failed');
  });
});

describe('pressing', () => {
  it('names the most severe first, whatever the order they came in', () => {
    const failing = audit(facts({ drills: [], mixes: [], ledger: undefined }), VERSION);
    const shuffled = fc.shuffledSubarray([...failing.items], { minLength: failing.items.length });
    fc.assert(
      fc.property(shuffled, (items) => {
        const weights = pressing(items, 'failed').map(({ severity }) => WEIGHTS[severity]);
        expect(weights).toEqual([...weights].sort((a, b) => b - a));
      }),
    );
    expect(pressing(failing.items, 'failed')[0].id).toBe('recurrence.ledger');
  });
});
