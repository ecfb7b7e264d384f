import { describe, expect, it } from 'vitest';
import type { SamplingView } from '../../../../src/server/wire.ts';
import { decisionBy, itemAt } from './fixtures.test.support.ts';
import { arrived, begin } from './session.ts';
import { announcement, didOf, kappaWord, saidOf, samplingText } from './words.ts';

const SAMPLING: SamplingView = { population: 12_000, decided: 140, wanted: 400, rejected: 3, error: 0.02 };

describe('saidOf and didOf', () => {
  it('name the decision, and the origin of a new label', () => {
    expect(saidOf({ decision: 'reject' })).toBe('Rejected');
    expect(saidOf({ decision: 'relabel', origin: 'human' })).toBe('Relabelled as human');
  });

  it('name who took it', () => {
    expect(didOf(decisionBy('ben', 'reject'))).toBe('ben rejected it');
    expect(didOf(decisionBy('ben', 'relabel', { origin: 'mixed' }))).toBe('ben relabelled it as mixed');
  });
});

describe('announcement', () => {
  const empty = begin('q', 'ana', 0);

  it('tells the decision and the next example', () => {
    const session = arrived(empty, { items: [itemAt(4)], remaining: 1200 }, 0);
    expect(announcement(session, 'Accepted')).toBe(
      'Accepted. Next of 1,200: Near a threshold. Text of example 4.',
    );
  });

  it('reads the beginning of a long text only, never half of a letter', () => {
    const session = arrived(
      empty,
      { items: [itemAt(0, { text: '\u{1f600}'.repeat(500), reasons: [] })], remaining: 1 },
      0,
    );
    const said = announcement(session, undefined);
    expect(said.endsWith('\u2026')).toBe(true);
    expect([...said].length).toBeLessThan(120);
    expect(() => encodeURIComponent(said)).not.toThrow();
  });

  it('says when the end is reached, and when items are awaited', () => {
    expect(announcement({ ...empty, exhausted: true }, 'Skipped')).toBe(
      'Skipped. Nothing is left to decide.',
    );
    expect(announcement(empty, undefined)).toBe('The next example is on its way.');
  });
});

describe('samplingText', () => {
  it('says what the sample will bound before anything was decided', () => {
    expect(samplingText({ ...SAMPLING, decided: 0 })).toBe(
      '0 of 400 drawn at random decided. All 400 bound the share that would be rejected, of 12,000, to \u00b12%.',
    );
  });

  it('gives the rate with its interval, and how far the plan is', () => {
    expect(samplingText({ ...SAMPLING, rate: 0.0214, interval: [0.004, 0.06] })).toBe(
      '2.1% would be rejected (95%: 0.4% to 6%), from 140 of 400 drawn at random. The plan asks for \u00b12%; it is \u00b12.8% so far.',
    );
  });

  it('says when the plan is kept', () => {
    expect(samplingText({ ...SAMPLING, rate: 0.02, interval: [0.01, 0.035] })).toContain('The plan is kept.');
  });
});

describe('kappaWord', () => {
  it('follows Landis and Koch (1977)', () => {
    const words = [-0.1, 0.1, 0.3, 0.5, 0.7, 0.9].map(kappaWord);
    expect(words).toEqual([
      'less than by chance',
      'slight',
      'fair',
      'moderate',
      'substantial',
      'almost perfect',
    ]);
  });
});
