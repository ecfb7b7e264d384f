import { describe, expect, it } from 'vitest';
import { COLLAPSING, HOSTILE } from '../../../test/fixtures/report.ts';
import { signalKey } from '../../compare/signal.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import type { Report } from '../../report/report.ts';
import { type ComparedSide, compareView } from './compare-view.ts';
import { recorded } from './line.test.support.ts';

const side = (id: string, seq: number, report: Report = COLLAPSING): ComparedSide => ({
  point: { id, position: seq, findings: {}, origins: { synthetic: 400, human: seq } },
  seq,
  kept: { report },
});
const [g1, , , , , g6] = COLLAPSING.generations;

describe('compareView', () => {
  it('sets every signal of both side by side, and says what the intervals say', () => {
    const { signals, absent } = compareView(side('g1', 1), side('g6', 6));
    expect(absent).toBeUndefined();
    expect(signals.map(({ key }) => key)).toEqual(g6.signals.map(signalKey));
    const tail = signals[0];
    expect(tail).toMatchObject({
      family: 'tail',
      direction: 'falls',
      change: 'worse',
      a: { ratio: g1.signals[0].ratio },
    });
    for (const { a, b, change, direction } of signals) {
      const apart = a!.interval[1] < b!.interval[0] || b!.interval[1] < a!.interval[0];
      expect(change !== 'same').toBe(apart);
      if (direction === 'flag') expect(['same', 'differs']).toContain(change);
    }
  });

  it('finds nothing between a generation and itself, and the opposite the other way round', () => {
    const same = compareView(side('g3', 3), side('g3', 3));
    expect(same.signals.every(({ change }) => change === 'same')).toBe(true);
    expect(same.lost).toEqual([]);
    const turned = { worse: 'better', better: 'worse', differs: 'differs', same: 'same', unknown: 'unknown' };
    const [there, back] = [
      compareView(side('g1', 1), side('g2', 2)),
      compareView(side('g2', 2), side('g1', 1)),
    ];
    const changes = new Map(back.signals.map(({ key, change }) => [key, change]));
    for (const { key, change } of there.signals) expect(changes.get(key)).toBe(turned[change]);
  });

  it('does not know a change where one side has no number', () => {
    const [first, ...rest] = g6.signals;
    // JSON holds null for what does not exist.
    const odd = { ...first, ratio: null as unknown as number };
    const without = { ...COLLAPSING, generations: [g1, { ...g6, signals: [odd, ...rest.slice(1)] }] };
    const { signals } = compareView(side('g1', 1, without), side('g6', 6, without));
    const row = (key: string) => signals.find((one) => one.key === key);
    expect(row(signalKey(first))).toMatchObject({ change: 'unknown', a: { ratio: g1.signals[0].ratio } });
    expect(row(signalKey(first))?.b).toBeUndefined();
    expect(row(signalKey(rest[0]))).toMatchObject({ change: 'unknown' });
  });

  it('takes both from the newer report that speaks of both', () => {
    const altered = {
      ...g1,
      signals: g1.signals.map((one) => ({ ...one, ratio: 7, interval: [7, 7] as const })),
    };
    const older = { ...COLLAPSING, generations: [altered] };
    const { signals } = compareView(side('g1', 1, older), side('g6', 6));
    expect(signals[0].a?.ratio).toBe(g1.signals[0].ratio);
    const apart = compareView(side('g1', 1, older), side('g6', 6, { ...COLLAPSING, generations: [g6] }));
    expect(apart.signals[0].a?.ratio).toBe(7);
  });

  it('names categories, origins, and what was lost between them', () => {
    const found = compareView(side('g1', 1), side('g6', 6));
    expect(found.categories.map(({ category }) => category)).toEqual(
      g6.categories.map(({ category }) => category),
    );
    expect(found.categories.at(-1)).toMatchObject({ b: 0 });
    expect(found.origins).toEqual([
      { origin: 'human', a: 1, b: 6 },
      { origin: 'synthetic', a: 400, b: 400 },
    ]);
    const fewer = { ...COLLAPSING, generations: [{ ...g1, lost: g1.lost.slice(1) }, g6] };
    expect(compareView(side('g1', 1, fewer), side('g6', 6, fewer)).lost).toEqual([g1.lost[0].type]);
  });

  it('claims of no type that it was kept before where the list of what was lost before ends sooner', () => {
    const types = (...names: string[]) => names.map((type) => ({ ...g1.lost[0], type, order: 1 }));
    const words = (from: number, to: number) =>
      types(...Array.from({ length: to - from }, (_, i) => `w${String(from + i).padStart(2, '0')}`));
    const lost = (before: typeof g1.lost, since: typeof g1.lost) => {
      const report = {
        ...COLLAPSING,
        generations: [
          { ...g1, lost: before },
          { ...g6, lost: since },
        ],
      };
      return compareView(side('g1', 1, report), side('g6', 6, report)).lost;
    };
    // Lists of twenty: w20 to w24 may be lost to both.
    expect(lost(words(0, 20), [...words(0, 3), ...words(6, 23)])).toEqual([]);
    expect(lost([...words(0, 3), ...words(6, 23)], words(0, 20))).toEqual(['w03', 'w04', 'w05']);
    // A list that is shorter than the other, or than any is cut to, is whole.
    expect(lost(words(0, 19), words(0, 20))).toEqual(['w19']);
    expect(lost(words(0, 2), words(1, 3))).toEqual(['w02']);
    expect(lost([], words(0, 3))).toEqual(['w00', 'w01', 'w02']);
  });

  it('says why there is nothing to compare', () => {
    const never = { ...side('g9', 0), kept: { absent: 'this check kept no report' } };
    expect(compareView(side('g1', 1), never).absent).toEqual({
      why: 'g9 was never checked',
      command: 'outcross check',
    });
    const lost = { ...side('g6', 6), kept: { absent: 'the report is no longer kept' } };
    expect(compareView(lost, never)).toMatchObject({
      signals: [],
      lost: [],
      absent: { why: 'g6: the report is no longer kept; g9 was never checked' },
    });
  });

  it('falls back to what the ledger recorded where a report is gone, and says so', () => {
    const gone = { kept: { absent: 'the report is no longer kept' } };
    const verdictOf = ({ name, verdict, signals }: (typeof COLLAPSING.generations)[number]) => {
      const [event] = recorded({ ...g1, name, verdict, signals }, 1).slice(1);
      return event.body as unknown as BodyOf<'verdict.given'>;
    };
    const [left, right] = [
      { ...side('g1', 1), ...gone, verdict: verdictOf(g1) },
      { ...side('g6', 6), ...gone, verdict: verdictOf(g6) },
    ];
    const full = compareView(side('g1', 1), side('g6', 6));
    const found = compareView(left, right);
    expect(found.absent).toBeUndefined();
    expect(found.recorded).toEqual({
      why: 'g1: the report is no longer kept; g6: the report is no longer kept',
      command: 'outcross check',
    });
    expect(found.signals).toEqual(full.signals.slice(0, 10));
    expect([found.lost, found.categories]).toEqual([[], []]);
    // One side from its report, the other from the ledger: what both have can be compared.
    const half = compareView(side('g1', 1, { ...COLLAPSING, generations: [g1] }), right);
    expect(half.recorded?.why).toBe('g6: the report is no longer kept');
    expect(half.signals[0].change).toBe('worse');
    expect(half.signals.at(-1)).toMatchObject({ change: 'unknown' });
    // A verdict without signals tells nothing.
    const silent = { ...right, verdict: { ...right.verdict, signals: [] } };
    expect(compareView(left, silent)).toMatchObject({
      signals: [],
      absent: { why: 'g6: the report is no longer kept' },
    });
  });

  it('takes hostile names for names', () => {
    const [first] = HOSTILE.generations;
    const view = compareView(side(first.name, 1, HOSTILE), side(first.name, 2, HOSTILE));
    expect(view.signals.length).toBe(first.signals.length);
    const odd = {
      ...side('g1', 1),
      point: { ...side('g1', 1).point, origins: JSON.parse('{"__proto__":3,"human":1}') },
    };
    expect(compareView(odd, odd).origins).toEqual([{ origin: 'human', a: 1, b: 1 }]);
  });
});
