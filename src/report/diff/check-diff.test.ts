import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, EMPTY, HEALTHY, REPORTS } from '../../../test/fixtures/report.ts';
import type { Report } from '../report.ts';
import { diffChecks } from './check-diff.ts';
import { failsOn } from './diff.ts';

const first = (generations: number): Report => ({
  ...COLLAPSING,
  generations: COLLAPSING.generations.slice(0, generations),
});
const diff = (before: Report, after: Report) => diffChecks(before, after, '1.2.3');
const swapped = { worse: 'better', better: 'worse', mixed: 'mixed', same: 'same' } as const;

describe('diffChecks', () => {
  it.each(Object.entries(REPORTS))('finds nothing between %s and itself', (_, report) => {
    const found = diff(report, report);
    expect(found).toMatchObject({ change: 'same', signals: [], findings: [], notes: [] });
    expect(found.generations.every(({ change }) => change === 'same')).toBe(true);
    expect(failsOn(found, 'worse')).toBe(false);
  });

  it('holds the newest generation against the newest before it', () => {
    const found = diff(first(1), first(2));
    expect(found.generations).toEqual([
      { name: 'g1', before: 'narrow', after: 'narrow', change: 'same' },
      { name: 'g2', before: 'narrow', after: 'early', against: 'g1', change: 'worse' },
    ]);
    expect(found.change).toBe('worse');
    expect(failsOn(found, 'worse')).toBe(true);
    expect(failsOn(found, 'none')).toBe(false);
    expect(found.signals.every(({ generation, against }) => generation === 'g2' && against === 'g1')).toBe(
      true,
    );
    expect(found.findings).toMatchObject([{ change: 'new', generation: 'g2' }]);
  });

  it('takes only signals whose intervals do not overlap, the widest gap first', () => {
    const { signals } = diff(first(1), first(2));
    expect(signals.length).toBeGreaterThan(5);
    expect(signals.length).toBeLessThan(COLLAPSING.generations[0].signals.length);
    for (const { before, after } of signals) {
      const [low, high] = after.ratio < before.ratio ? [after, before] : [before, after];
      expect(low.interval[1]).toBeLessThan(high.interval[0]);
    }
    const gaps = signals
      .filter(({ change }) => change === 'worse')
      .map(({ before, after }) =>
        after.ratio < before.ratio
          ? Math.log(before.interval[0] / after.interval[1])
          : Math.log(after.interval[0] / before.interval[1]),
      );
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
  });

  it('says the opposite where old and new change places, of generations of the same names', () => {
    const renamed = (at: number): Report => ({
      ...HEALTHY,
      generations: [{ ...COLLAPSING.generations[at], name: 'g' }],
    });
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (a, b) => {
        const [there, back] = [diff(renamed(a), renamed(b)), diff(renamed(b), renamed(a))];
        expect(back.change).toBe(swapped[there.change]);
        expect(back.signals.length).toBe(there.signals.length);
      }),
    );
  });

  it('calls it neither better nor worse where a signal moves on the safe side of human data', () => {
    const at = (ratio: number): Report => {
      const [generation] = HEALTHY.generations;
      const signal = { ...generation.signals[0], ratio, interval: [ratio - 0.01, ratio + 0.01] as const };
      return { ...HEALTHY, generations: [{ ...generation, signals: [signal] }] };
    };
    const change = (a: number, b: number) => diff(at(a), at(b)).signals.map((signal) => signal.change);
    expect(change(1.1, 1.3)).toEqual(['differs']);
    expect(change(1.3, 1.1)).toEqual(['differs']);
    expect(change(1.1, 0.8)).toEqual(['worse']);
    expect(change(0.8, 1.1)).toEqual(['better']);
    expect(change(0.8, 0.81)).toEqual([]);
  });

  it('lets no signal mend a verdict that got worse', () => {
    const [generation] = HEALTHY.generations;
    const report = (verdict: 'healthy' | 'narrow', ratio: number): Report => ({
      ...HEALTHY,
      generations: [
        { ...generation, verdict, signals: [{ ...generation.signals[0], ratio, interval: [ratio, ratio] }] },
      ],
    });
    expect(diff(report('healthy', 0.5), report('narrow', 0.9)).change).toBe('worse');
    expect(diff(report('narrow', 0.9), report('healthy', 0.5)).change).toBe('mixed');
  });

  it('names generations that are gone, and new ones that are not the newest', () => {
    const found = diff(first(3), { ...first(3), generations: first(3).generations.slice(1) });
    expect(found.generations.at(-1)).toEqual({ name: 'g1', before: 'narrow', change: 'gone' });
    const grown = diff(first(1), first(3));
    expect(grown.generations[1]).toEqual({ name: 'g2', after: 'early', change: 'new' });
  });

  it('passes over signals that do not exist, and says which stand on one side only', () => {
    const missing = structuredClone(HEALTHY) as Report;
    // A number that does not exist is null in JSON.
    Object.assign(missing.generations[0].signals[0], { ratio: null });
    const found = diff(HEALTHY, missing);
    expect(found.signals).toEqual([]);
    expect(found.notes).toEqual(['Measured on one side only: tail.coverage[1,10%].']);
    expect(diff(HEALTHY, EMPTY).notes.at(-1)).toMatch(/^Measured on one side only: .* and \d+ more\.$/);
  });

  it('says what is not like with like', () => {
    const { settings, human } = HEALTHY;
    const other: Report = {
      ...HEALTHY,
      tool: { name: 'outcross', version: '9.0.0' },
      settings: { ...settings, alpha: 0.1, margin: 0.2, hash: 'other' },
      human: { ...human, holdout: { ...human.holdout, tokens: 7 } },
    };
    expect(diff(HEALTHY, other).notes).toEqual([
      'Made by different versions: 0.1.0, then 9.0.0.',
      'Intervals of different levels: 95%, then 90%.',
      'Judged by different margins: 10%, then 20%.',
      'Measured in different ways: tokens, hashes or blocks are not the same.',
      'The human holdout is not the same: a change may come from that.',
    ]);
  });

  it('takes a gate that fails now for worse, though all else is the same', () => {
    expect(diff(HEALTHY, { ...HEALTHY, status: 'failed' }).change).toBe('worse');
  });

  it('compares with a report of nothing', () => {
    const nothing: Report = { ...HEALTHY, generations: [] };
    expect(diff(nothing, HEALTHY).generations).toEqual([{ name: 'g1', after: 'healthy', change: 'new' }]);
    expect(diff(nothing, nothing).generations).toEqual([]);
  });
});
