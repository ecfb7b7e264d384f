import { describe, expect, it } from 'vitest';
import { FITTED, forecastOf, PLAIN } from '../../../test/fixtures/forecast.ts';
import { forecastHtml } from './html.ts';

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
