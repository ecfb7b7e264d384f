import fc from 'fast-check';
import { describe, it } from 'vitest';
import { LineView, type TrendSeries } from '../../../../src/server/wire.ts';
import { tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { Line } from './page.tsx';

/** A trend has a place for every generation; ids of generations are unique, and their positions follow each other. */
function consistent(line: LineView): LineView {
  const byId = [...new Map(line.generations.map((one) => [one.id, one])).values()];
  const generations = byId.map((one, at) => ({ ...one, position: at + 1 }));
  const cut = (values: TrendSeries['ratio']) => generations.map((_, at) => values[at] ?? null);
  const trends = line.trends.map((series) => ({
    ...series,
    ratio: cut(series.ratio),
    low: cut(series.low),
    high: cut(series.high),
  }));
  return { ...line, generations, trends, total: Math.max(line.total, generations.length) };
}

const OVERVIEW = { overview: fc.constant(['healthy', null, 'late']) };

describe('whatever the server may answer', () => {
  it.each(['/', '/?signals=all', '/?signals=%00&generations.sort=-__proto__'])(
    'the line at %s bears it, and hides nothing',
    (at) => {
      const show = (line: LineView) => rendered(<Line line={consistent(line)} />, { at });
      tryAnswers<LineView>(LineView, show, OVERVIEW, 20);
    },
  );
});
