import { describe, expect, it } from 'vitest';
import { FITTED, forecastOf, OTHER, PLAIN } from '../../../test/fixtures/forecast.ts';
import { count, interval, percent, quantity, ratio } from '../figures.ts';
import { visible } from '../visible.ts';
import { forecastHtml } from './html.ts';
import { faultsOf, outsideOf, textOf } from './well-formed.test.support.ts';

describe('forecastHtml', async () => {
  const [plain, fitted] = await Promise.all([PLAIN, FITTED].map(forecastHtml));

  it('is the same bytes each time, and loads and runs nothing', async () => {
    expect(await forecastHtml(PLAIN)).toBe(plain);
    for (const page of [plain, fitted]) {
      expect(page).toMatch(/^<!doctype html>/);
      expect(page).not.toMatch(/<script|javascript:|(src|href)="http|style="|@import/);
      expect(page).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('draws training sets and what is written, and each real share by frequency', () => {
    expect(plain.match(/<svg role="img"/g)).toHaveLength(2 * 2 + 3);
    expect(plain).toContain('aria-label="Share of the tail kept by generation: 0% human from ');
    expect(plain).toMatch(/<title>50% human, generation 10: \d/);
    expect(plain).toContain('keep 90%');
  });

  it('has all numbers in tables', () => {
    expect(plain.match(/<summary>\d+% human, by generation/g)).toHaveLength(3);
    expect(plain).toMatch(/best weight on them w\* 0\.62/);
    expect(plain).not.toContain('id="observed"');
    expect(fitted).toContain('id="observed"');
  });

  it('lets no name become markup', async () => {
    const page = await forecastHtml(forecastOf({ name: '<img src=x onerror=alert(1)>\u202e', real: [0] }));
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
  });
});

describe('the page of a forecast', async () => {
  const ONE = forecastOf({ generations: 1, real: [1] });
  const NONE_DOES = forecastOf({ first: 50, fresh: false, keep: 0.99, real: [0, 0.5] });
  const HOSTILE = forecastOf({
    name: '</title><script>alert(1)</script>"\'&\u202e\u0000',
    real: [0.1],
    observed: [{ name: '<b onclick="x()">\u001b[2J', profile: OTHER }],
  });
  const pages = await Promise.all([PLAIN, FITTED, ONE, NONE_DOES, HOSTILE].map(forecastHtml));

  it('is well formed, whatever the forecast, and works without script or network', () => {
    for (const page of pages) {
      expect(faultsOf(page)).toEqual([]);
      expect(outsideOf(page)).toEqual([]);
      expect(page).toContain("default-src 'none'");
      expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  });

  it('has every figure of every curve', () => {
    const text = textOf(pages[0]);
    for (const { generations, bestWeight } of PLAIN.curves) {
      for (const { written, trained } of generations) {
        for (const { tail, heterozygosity } of [written, trained]) {
          expect(text).toContain(`${ratio(tail.value)} ${interval(tail.interval, ratio)}`);
          expect(heterozygosity).toBeGreaterThan(0);
        }
        expect(text).toContain(quantity(written.equivalent));
        expect(text).toContain(written.heterozygosity.toFixed(4));
      }
      if (bestWeight !== undefined) expect(text).toContain(`w* ${ratio(bestWeight)}`);
    }
    for (const { types, human } of PLAIN.bands) {
      expect(text).toContain(` ${count(types)} ${percent(human.value)} ${interval(human.interval, percent)}`);
    }
  });

  it('has the last generation of every band, with its interval', () => {
    const text = textOf(pages[0]);
    for (const { generations } of PLAIN.curves) {
      for (const { value, interval: bounds } of generations[9].bands)
        expect(text).toContain(`${percent(value)} ${interval(bounds, percent)}`);
    }
  });

  it('says in its headline what is needed, never rounded down, or that nothing does', () => {
    const { share } = PLAIN.needed;
    const [, said] = /<h1>(\d+)% human data keep 90% of the tail<\/h1>/.exec(pages[0])!;
    expect(Number(said)).toBeGreaterThanOrEqual(share!.value * 100 - 1e-6);
    expect(Number(said)).toBeLessThan(share!.value * 100 + 1);
    expect(NONE_DOES.needed.share).toBeUndefined();
    expect(pages[3]).toContain('<h1>No share keeps 99% of the tail</h1>');
  });

  it('lets a hostile name neither end the title, nor run, nor hide', () => {
    const page = pages[4];
    expect(page).not.toMatch(/<script|<b onclick/);
    expect(page).toContain('&lt;/title&gt;&lt;script&gt;');
    expect([...page].filter((letter) => letter !== '\n' && visible(letter) !== letter)).toEqual([]);
  });
});
