import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts } from './facts.test.support.ts';
import { type AuditSettings, loosened, settingsOf } from './settings.ts';

const NOW = settingsOf(facts().config);

describe('settingsOf', () => {
  it('is what a check and an audit are judged by', () => {
    expect(NOW).toEqual({
      failOn: ['early', 'late'],
      severity: 'high',
      score: 0,
      unanswered: false,
      checkEvery: 30,
      drillEvery: 90,
      mode: 'accumulate',
      humanMinimum: 0.3,
    });
  });
});

describe('loosened', () => {
  it.each<[Partial<AuditSettings>, string]>([
    [{ failOn: ['early', 'late', 'narrow'] }, 'failOn lost narrow'],
    [{ severity: 'medium' }, 'audit severity medium became high'],
    [{ score: 80 }, 'audit score 80 became 0'],
    [{ unanswered: true }, 'audit unanswered true became false'],
    [{ checkEvery: 7 }, 'checkEvery 7 became 30'],
    [{ drillEvery: 30 }, 'drillEvery 30 became 90'],
    [{ humanMinimum: 0.5 }, 'human.minimum 0.5 became 0.3'],
  ])('tells what was stricter: %j', (part, text) => {
    const before = { ...NOW, ...part };
    expect(loosened(before, NOW)).toEqual([text]);
    // The other way round it is stricter now.
    expect(loosened(NOW, before)).toEqual([]);
  });

  it('knows that no severity at all is laxer than the most severe alone', () => {
    expect(loosened({ ...NOW, severity: 'critical' }, { ...NOW, severity: 'none' })).toHaveLength(1);
    expect(loosened({ ...NOW, severity: 'none' }, { ...NOW, severity: 'critical' })).toEqual([]);
  });

  it('takes replacing for laxer than accumulating', () => {
    expect(loosened(NOW, { ...NOW, mode: 'replace' })).toEqual(['policy mode accumulate became replace']);
  });

  const any: fc.Arbitrary<AuditSettings> = fc.record({
    failOn: fc.uniqueArray(fc.constantFrom('narrow', 'early', 'late', 'shifted')),
    severity: fc.constantFrom('none', 'critical', 'high', 'medium', 'low'),
    score: fc.nat(100),
    unanswered: fc.boolean(),
    checkEvery: fc.nat(90),
    drillEvery: fc.nat(90),
    mode: fc.constantFrom('accumulate', 'replace'),
    humanMinimum: fc.nat(10).map((tenths) => tenths / 10),
  });

  it('finds nothing where nothing changed, and no setting looser in both directions', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(loosened(a, a)).toEqual([]);
        const whats = (texts: readonly string[]) =>
          texts.map((text) => text.split(' ').slice(0, 2).join(' '));
        const [there, back] = [whats(loosened(a, b)), whats(loosened(b, a))];
        expect(there.filter((what) => what !== 'failOn lost' && back.includes(what))).toEqual([]);
      }),
    );
  });
});
