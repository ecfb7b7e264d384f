import { describe, expect, it } from 'vitest';
import { rendered } from '../shell/rendered.test.support.tsx';
import { Forest } from './forest.tsx';
import { PairBars } from './pair-bars.tsx';

function forest(ratio: number, low: number, high: number): string {
  const measured = { ratio, interval: [low, high] as const, direction: 'falls' as const };
  return rendered(<Forest measured={measured} margin={0.9} reach={4} said={`[${low}, ${high}]`} />);
}

function centre(markup: string): number {
  return Number(/cx="([^"]*)"/.exec(markup)?.[1]);
}

describe('a row of the forest', () => {
  it('has human text in the middle, and less of it to the left', () => {
    expect(centre(forest(1, 0.95, 1.05))).toBe(75);
    expect(centre(forest(0.5, 0.4, 0.6))).toBeLessThan(75);
    expect(75 - centre(forest(0.5, 0.4, 0.6))).toBeCloseTo(centre(forest(2, 1.8, 2.2)) - 75, 9);
  });

  it('keeps what lies beyond its axis at the end', () => {
    const head = (markup: string) => /data-beyond="([^"]*)"[^>]*d="M([\d.]+) /.exec(markup)?.slice(1);
    expect(head(forest(1e9, 1, 1e10))).toEqual(['1', '142']);
    expect(head(forest(0, 0, 0.1))).toEqual(['-1', '8']);
  });

  it('tells by an arrowhead what lies beyond its axis from what lies at its end', () => {
    expect(forest(4, 3, 5)).toContain('<circle');
    expect(forest(0.25, 0.2, 0.3)).toContain('<circle');
    for (const beyond of [forest(4.1, 3, 5), forest(0.24, 0.2, 0.3)]) expect(beyond).not.toContain('<circle');
  });

  it('says its interval, and draws nothing of what was not measured', () => {
    expect(forest(0.5, 0.4, 0.6)).toContain('aria-label="[0.4, 0.6]"');
    expect(forest(Number.NaN, Number.NaN, Number.NaN)).toBe('');
  });
});

describe('two bars', () => {
  function widths(above: number, below: number, most: number): number[] {
    const markup = rendered(<PairBars above={above} below={below} most={most} tone="v-late" />);
    return [...markup.matchAll(/width="([^"]*)"/g)].map(([, width]) => Number(width));
  }

  it('are as wide as their shares of the most', () => {
    expect(widths(0.2, 0.4, 0.4)).toEqual([50, 100]);
  });

  it('are nothing where there is nothing', () => {
    expect(widths(0, Number.NaN, 0)).toEqual([0, 0]);
  });
});
