import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import { signalKey } from '../../compare/signal.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { recorded } from './line.test.support.ts';
import { trendSeries } from './line-trends.ts';

type Body = BodyOf<'verdict.given'>;
const verdicts = COLLAPSING.generations.map((one, i) => recorded(one, i + 1)[1].body as unknown as Body);

describe('trendSeries', () => {
  it('has a column for each signal and a place for each generation', () => {
    const series = trendSeries(verdicts, COLLAPSING);
    const tail = series[0];
    expect(tail).toMatchObject({
      id: 'tail.coverage',
      order: 1,
      direction: 'falls',
      label: 'Tail coverage, 1-gram, 10%',
    });
    COLLAPSING.generations.forEach(({ signals }, i) => {
      const [signal] = signals;
      const whole = [signal.ratio, ...signal.interval];
      expect([tail.ratio[i], tail.low[i], tail.high[i]]).toEqual(whole.map((x) => Number(x.toPrecision(6))));
    });
  });

  it('has margins and what is worsening of the newest report, and neither without one', () => {
    const trend = COLLAPSING.trajectory!.trends[0];
    const [tail] = trendSeries(verdicts, COLLAPSING);
    expect(tail).toMatchObject({ margin: trend.margin, worsening: trend.worsening });
    const [bare] = trendSeries(verdicts, undefined);
    expect([bare.margin, bare.worsening]).toEqual([undefined, undefined]);
  });

  it('has null where a generation was not checked, lacks the signal, or its interval has no end', () => {
    const [first, second] = verdicts;
    const { interval: _, ...endless } = first.signals[0];
    const series = trendSeries(
      [undefined, { ...first, signals: [endless] }, { ...second, signals: [] }],
      undefined,
    );
    expect(series.length).toBe(1);
    expect(series[0]).toMatchObject({ low: [null, null, null], high: [null, null, null] });
    expect(series[0].ratio.map((x) => x === null)).toEqual([true, false, true]);
  });

  it('keeps every signal that was recorded, in columns of the same length, whatever they are called', () => {
    const signal = fc.record({
      id: fc.constantFrom('tail.coverage', 'distinct', '__proto__', 'made.up', 'spread.x'),
      direction: fc.constantFrom('falls' as const, 'rises' as const, 'flag' as const),
      ratio: fc.double({ noNaN: true }),
    });
    const verdict = fc.option(
      fc.uniqueArray(signal, { selector: ({ id }) => id }).map((signals) => ({ ...verdicts[0], signals })),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 6 }), (line) => {
        const series = trendSeries(line, undefined);
        const keys = new Set(line.flatMap((one) => (one?.signals ?? []).map(signalKey)));
        expect(new Set(series.map(({ key }) => key))).toEqual(keys);
        for (const { ratio, low, high } of series)
          expect([ratio.length, low.length, high.length]).toEqual([line.length, line.length, line.length]);
      }),
    );
  });

  it('puts the tail first, though a newer verdict begins with another signal', () => {
    const turned = { ...verdicts[1], signals: [...verdicts[1].signals].reverse() };
    expect(trendSeries([verdicts[0], turned], undefined)[0].id).toBe('tail.coverage');
  });
});
