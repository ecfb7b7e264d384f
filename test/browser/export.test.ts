import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { look } from './visit.ts';

interface Line {
  readonly generations: readonly { readonly id: string; readonly tokens: number; readonly verdict: string }[];
  readonly trends: readonly { readonly ratio: readonly number[] }[];
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A file from the menu of the first chart. */
function fromMenu(page: Page, entry: string) {
  return downloaded(page, async () => {
    await page.locator('figure button[aria-label$="table and files"]').first().click();
    await page.getByRole('button', { name: entry }).click();
  });
}

inBrowser('what is shown', () => {
  it('is saved: a chart as SVG, PNG and CSV, and a table as CSV', async () => {
    const { goto, base } = await look();
    const page = await goto('/');
    const line = (await (await page.request.get(`${base}/api/line`)).json()) as Line;
    await page.locator('figure svg path').first().waitFor({ state: 'attached' });
    const title = await page.locator('figure h3').first().innerText();

    const svg = await fromMenu(page, 'Save as SVG');
    expect(svg.name).toMatch(/\.svg$/);
    const drawing = svg.bytes.toString();
    expect(drawing).toContain(`<title>${title}</title>`);
    expect((await sharp(svg.bytes).metadata()).format).toBe('svg');

    const png = await fromMenu(page, 'Save as PNG');
    const { width = 0, height } = await sharp(png.bytes).metadata();
    const box = (await page.locator('figure svg:has(path)').first().boundingBox())!;
    expect([width, height]).toEqual([Math.round(box.width) * 2, Math.round(box.height) * 2]);
    const { channels } = await sharp(png.bytes).stats();
    expect(Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev))).toBeGreaterThan(5);

    const csv = (await fromMenu(page, 'Save as CSV')).bytes.toString();
    const ratios = csv.trim().split(/\r?\n/).slice(1);
    expect(ratios).toHaveLength(line.generations.length);
    for (const [i, row] of ratios.entries()) expect(row).toContain(String(line.trends[0].ratio[i]));

    const table = await downloaded(page, () =>
      page.locator('#generations').getByRole('button', { name: 'CSV' }).click(),
    );
    const rows = table.bytes.toString().trim().split(/\r?\n/).slice(1);
    expect(rows.map((row) => row.split(',')[0])).toEqual(line.generations.map(({ id }) => id).reverse());
    for (const { id, tokens, verdict } of line.generations) {
      const row = rows.find((one) => one.startsWith(`${id},`));
      expect(row).toContain(verdict);
      expect(row).toContain(String(tokens));
    }
  });
});
