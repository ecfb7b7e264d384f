import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import {
  DAY,
  facts,
  generation,
  mix,
  NOW,
  signal,
  withAnswer,
  withMix,
  withNewest,
  withPart,
  withVerdict,
} from './facts.test.support.ts';
import type { AuditFacts, GenerationFacts, VerdictFacts, WaiverFacts } from './facts.ts';
import { ITEMS, itemOf } from './items.ts';

const of = (id: string, given: AuditFacts) => itemOf(id)!.evaluate(given);
const resultOf = (id: string, given: AuditFacts) => of(id, given).result;
const each = (id: string, ...given: AuditFacts[]) => given.map((one) => resultOf(id, one));
const [check] = facts().checks;

describe('the newest generation at its bounds', () => {
  const measured = (id: string, ratio: number, half: number, direction: 'falls' | 'rises' | 'flag') =>
    withVerdict({ signals: [signal(id, ratio, { interval: [ratio - half, ratio + half], direction })] });

  it('loses its tail where the whole interval lies below the margin of a tenth', () => {
    expect(
      each(
        'health.tail',
        measured('tail.coverage', 0.85, 0.049, 'falls'),
        measured('tail.coverage', 0.85, 0.051, 'falls'),
        measured('tail.coverage', 1.5, 0.01, 'falls'),
      ),
    ).toEqual(['failed', 'passed', 'passed']);
  });

  it('never fails by a signal that is context', () => {
    for (const id of ['tail.coverage', 'distinct', 'perplexity.holdout'])
      for (const ratio of [0.01, 99])
        for (const item of ['health.tail', 'health.diversity', 'health.perplexity'])
          expect(resultOf(item, measured(id, ratio, 0, 'flag'))).not.toBe('failed');
  });

  it('takes a signal without interval for its ratio', () => {
    const bare = (ratio: number) =>
      withVerdict({ signals: [{ id: 'tail.coverage', direction: 'falls', ratio }] });
    expect(each('health.tail', bare(0.89), bare(0.91))).toEqual(['failed', 'passed']);
  });

  it('shows those signals alone that are beyond the margin', () => {
    const signals = [
      signal('distinct', 0.5, { order: 2 }),
      signal('distinct', 0.99, { order: 3 }),
      signal('self-bleu', 2, { direction: 'rises' }),
    ];
    expect(of('health.diversity', withVerdict({ signals })).evidence.map(({ text }) => text)).toEqual([
      'distinct of 2-grams 0.50 of human [0.47, 0.53]',
      'self-bleu 2.00 of human [1.97, 2.03]',
    ]);
  });

  it('compares a signal with the same one of the generation before, by order and band', () => {
    const line = (old: GenerationFacts['verdict'], now: GenerationFacts['verdict']) =>
      facts({ generations: [generation(1, { verdict: old }), generation(2, { verdict: now })] });
    const said = (order: number, ratio: number) => ({
      ...generation(1).verdict!,
      signals: [signal('tail.coverage', ratio, { order })],
    });
    expect(each('health.trend', line(said(1, 0.9), said(1, 0.5)), line(said(1, 0.9), said(2, 0.5)))).toEqual([
      'failed',
      'passed',
    ]);
  });

  it('was looked at whole only where every generation was, each counted once', () => {
    const looked = (positions: number[]) => facts({ checks: [{ ...check, positions }] });
    expect(each('health.whole-line', looked([1, 2]), looked([1, 1]), looked([]), looked([1, 2, 3]))).toEqual([
      'passed',
      'failed',
      'failed',
      'passed',
    ]);
    expect(of('health.whole-line', looked([2, 2])).why).toBe('it looked at 1 of 2');
  });

  it('must have reached whoever is told, alert by alert', () => {
    const [alert] = facts().alerts;
    const alerts = [
      alert,
      { ...alert, id: 'a2', delivered: false },
      { ...alert, id: 'a3', delivered: false },
    ];
    const { why, evidence, remedy } = of('health.alerts', facts({ alerts }));
    expect([why, evidence.length, remedy!.where]).toEqual(['2 did not', 2, 'outcross.yaml:40']);
    expect(resultOf('health.alerts', facts({ alerts: [] }))).toBe('not-applicable');
  });

  it.each(['category.vanished', 'column.vanished', 'region.vanished'])('lost a class by %s', (id) => {
    expect(resultOf('health.classes', withVerdict({ findings: [{ id, severity: 'notice' }] }))).toBe(
      'failed',
    );
    expect(resultOf('health.copying', withVerdict({ findings: [{ id, severity: 'notice' }] }))).toBe(
      'passed',
    );
  });

  it('does not call a generation free of copying that was never held against what it was trained on', () => {
    const blind = (findings: VerdictFacts['findings']) => {
      const seen = withVerdict({ findings });
      return {
        ...seen,
        generations: seen.generations.map((one) => ({ ...one, heldAgainstTraining: false })),
      };
    };
    expect(of('health.copying', blind([]))).toMatchObject({
      result: 'not-applicable',
      why: expect.stringContaining('--trained-on'),
    });
    expect(resultOf('health.copying', blind([{ id: 'copies.near', severity: 'warning' }]))).toBe('failed');
  });

  it('does not call classes present of which a generation names none', () => {
    const naming = (classes: number, findings: VerdictFacts['findings'] = []) => {
      const seen = withVerdict({ findings });
      return { ...seen, generations: seen.generations.map((one) => ({ ...one, classes })) };
    };
    expect(of('health.classes', naming(0))).toMatchObject({
      result: 'not-applicable',
      why: expect.stringContaining('no classes were compared'),
    });
    expect(resultOf('health.classes', naming(3))).toBe('passed');
    expect(resultOf('health.classes', naming(0, [{ id: 'region.vanished', severity: 'notice' }]))).toBe(
      'failed',
    );
  });

  it('does not pass copying that could not be measured, and still fails what was found', () => {
    const unmeasured = { id: 'copying.unmeasured', severity: 'notice' as const };
    expect(of('health.copying', withVerdict({ findings: [unmeasured] }))).toMatchObject({
      result: 'not-applicable',
      why: expect.stringContaining('outcross anchor'),
    });
    const both = [unmeasured, { id: 'copying.verbatim', severity: 'warning' as const }];
    expect(resultOf('health.copying', withVerdict({ findings: both }))).toBe('failed');
  });

  it('needs the newest plan of a recovery where it is early or late, of its own name alone', () => {
    const plans = [
      { at: NOW - 2 * DAY, seq: 1, generation: 'g2' },
      { at: NOW - DAY, seq: 2, generation: 'g2' },
      { at: NOW, seq: 3, generation: 'G2' },
    ];
    const late = { ...withVerdict({ verdict: 'late' }), recoveries: plans };
    expect(of('health.recovery', late).evidence[0].seq).toBe(2);
    for (const verdict of ['healthy', 'narrow', 'shifted', 'inconclusive'] as const)
      expect(resultOf('health.recovery', withVerdict({ verdict }))).toBe('not-applicable');
  });
});

describe('synthetic data at their bounds', () => {
  const looked = (kept: number, dropped: number) => ({ at: NOW, seq: 1, kept, dropped });

  it.each([
    ['filtered', 'synthetic.filtered', 80, 20, 79],
    ['deduplicated', 'synthetic.deduplicated', 95, 5, 94],
  ] as const)(
    '%s: %s passes at %i kept and %i dropped, and fails with %i kept',
    (key, id, kept, dropped, less) => {
      const given = (some: number) => withNewest({ [key]: looked(some, dropped) });
      expect(each(id, given(kept), given(less))).toEqual(['passed', 'failed']);
      // Of nothing nothing is dropped.
      expect(resultOf(id, withNewest({ [key]: looked(0, 0) }))).toBe('passed');
    },
  );

  it('names no command for a generation of several files that would lose much', () => {
    const corpus = { ...generation(2).corpus, files: ['a.jsonl', 'b.jsonl'] };
    const { result, remedy } = of('synthetic.filtered', withNewest({ corpus, filtered: looked(1, 9) }));
    expect([result, remedy!.command]).toEqual(['failed', undefined]);
    expect(remedy!.text).toContain('g2');
  });

  it('is marked where half carries the mark; of no example none does', () => {
    const scanned = (examples: number, marked: number) => ({
      ...withNewest({ scanned: { at: NOW, seq: 1, examples, marked } }),
      answers: {},
    });
    expect(each('synthetic.marked', scanned(2, 1), scanned(1000, 499), scanned(0, 0))).toEqual([
      'passed',
      'not-answered',
      'not-answered',
    ]);
  });

  it('was reviewed where sixty examples were: by the rule of three at most one in twenty is bad', () => {
    const reviewed = (decided: number) => ({ ...withPart('reviews', { decided }), answers: {} });
    expect(each('synthetic.reviewed', reviewed(60), reviewed(59))).toEqual(['passed', 'not-answered']);
    expect(1 - 0.05 ** (1 / 60)).toBeLessThan(0.05);
  });

  it('has reviewers who agree on four of five', () => {
    const agreed = (some: number, twice: number) => ({
      ...withPart('reviews', { agreed: some, twice }),
      answers: {},
    });
    const id = 'synthetic.reviewers-agree';
    expect(each(id, agreed(4, 5), agreed(79, 100), agreed(0, 0))).toEqual([
      'passed',
      'failed',
      'not-applicable',
    ]);
    expect(of(id, agreed(0, 3)).why).toBe('on 3 of 3 they do not');
    expect(resultOf(id, { ...withAnswer(id, { answer: 'yes' }), ...{ reviews: agreed(0, 3).reviews } })).toBe(
      'passed',
    );
  });

  it('holds no example that was rejected', () => {
    expect(each('synthetic.rejected-out', withMix({ rejected: 0 }), withMix({ rejected: 1 }))).toEqual([
      'passed',
      'failed',
    ]);
    expect(resultOf('synthetic.rejected-out', withPart('reviews', { rejected: 0 }))).toBe('not-applicable');
  });

  it('asks to verify only what is proven', () => {
    const bare = withMix({ proof: undefined, proven: undefined, verified: undefined });
    expect([resultOf('synthetic.proven', bare), resultOf('synthetic.verified', bare)]).toEqual([
      'failed',
      'not-applicable',
    ]);
    expect(of('synthetic.verified', withMix({ verified: undefined })).why).toBe('it was never verified');
  });
});

describe('recurrence at its bounds', () => {
  it('audits in the time of two checks', () => {
    const aged = (days: number) => facts({ audits: [{ at: NOW - days * DAY, seq: 1 }] });
    expect(each('recurrence.audited', aged(59.99), aged(60), aged(-3))).toEqual([
      'passed',
      'failed',
      'passed',
    ]);
  });

  it('asks answers anew from two weeks before they end', () => {
    const until = (milliseconds: number | undefined) =>
      withAnswer('recurrence.owner', { until: milliseconds });
    const id = 'recurrence.answers-current';
    expect(each(id, until(NOW + 14 * DAY), until(NOW + 14 * DAY + 1), until(undefined))).toEqual([
      'failed',
      'passed',
      'passed',
    ]);
    expect(resultOf(id, facts({ answers: {} }))).toBe('not-applicable');
  });

  it('bears a waiver of a year and of no moment more, and none that ends now', () => {
    const held = (until: number): WaiverFacts => ({
      item: 'a.b',
      owner: 'zoe',
      reason: 'r',
      until,
      expires: 'then',
      where: 'outcross.yaml:31',
    });
    const id = 'recurrence.waivers';
    const given = (...ends: number[]) => facts({ waivers: ends.map(held) });
    expect(
      each(id, given(), given(NOW + 366 * DAY), given(NOW + 366 * DAY + 1), given(NOW), given(NOW + 1)),
    ).toEqual(['passed', 'passed', 'failed', 'failed', 'passed']);
    // What has expired is said first, though one that is too long came before it.
    expect(of(id, given(NOW + 400 * DAY, NOW - 1)).why).toBe('a.b: the waiver has expired');
  });

  it('shows five faults of a ledger, and counts all', () => {
    const faults = Array.from({ length: 9 }, (_, i) => `event ${i} changed`);
    const given = facts({ ledger: { place: 'postgres://host:5432/ledger', events: 9, faults } });
    const { why, evidence } = of('recurrence.ledger', given);
    expect([why, evidence.length]).toEqual(['9 faults', 5]);
  });

  it('names both verdicts that let nothing fail', () => {
    const lax = withPart('config', { failOn: ['shifted'] });
    expect(of('recurrence.gates', lax).why).toBe('failOn leaves out early and late');
  });

  it('tells drift of settings with the newest change first, and takes no answer from before it', () => {
    const checks = [
      { ...check, at: NOW - 9 * DAY, seq: 1 },
      { ...check, at: NOW - 8 * DAY, seq: 2, margin: 0.2 },
      { ...check, at: NOW - 7 * DAY, seq: 3, margin: 0.2, alpha: 0.1 },
    ];
    const drifted = { ...facts({ checks }), answers: {} };
    expect(of('recurrence.thresholds', drifted).evidence.map(({ seq }) => seq)).toEqual([3, 2]);
    const said = (at: number) => withAnswer('recurrence.thresholds', { at });
    const id = 'recurrence.thresholds';
    expect(each(id, { ...said(NOW - 8 * DAY), checks }, { ...said(NOW - 7 * DAY), checks })).toEqual([
      'failed',
      'passed',
    ]);
  });
});

describe('every item', () => {
  it('bears generations, sets and checks in any number, and says why in one line', () => {
    const anything = fc.record({
      line: fc.string(),
      line2: fc.integer({ min: 0, max: 3 }),
      sets: fc.integer({ min: 0, max: 3 }),
      looks: fc.integer({ min: 0, max: 3 }),
      parts: fc.subarray(['human', 'anchor', 'ledger', 'humanScanned'] as const),
      ratio: fc.double(),
      answered: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, ({ line, line2, sets, looks, parts, ratio, answered }) => {
        const numbers = (many: number) => Array.from({ length: many }, (_, i) => i + 1);
        const given: AuditFacts = {
          ...facts(),
          line,
          generations: numbers(line2).map((i) =>
            generation(i, {
              verdict: { ...generation(i).verdict!, signals: [signal('tail.coverage', ratio)] },
            }),
          ),
          mixes: numbers(sets).map((i) => mix(i)),
          checks: numbers(looks).map(() => check),
          ...Object.fromEntries(parts.map((part) => [part, undefined])),
          ...(answered ? {} : { answers: {} }),
        };
        for (const item of ITEMS) {
          const { result, why, remedy, evidence } = item.evaluate(given);
          expect(why).toMatch(/^\S.*$/);
          expect(`${why}${remedy?.command}${evidence.map(({ text }) => text)}`).not.toMatch(
            /\[object|undefined-/,
          );
          if (result === 'failed' || result === 'not-answered')
            expect(remedy?.command ?? remedy?.text).toMatch(/\S/);
          if (!item.answerable) expect(result).not.toBe('not-answered');
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
