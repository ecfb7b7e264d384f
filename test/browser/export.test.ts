import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
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

/** A file from the menu of a chart. */
function fromMenu(page: Page, entry: string, chart = 0) {
  return downloaded(page, async () => {
    await page.locator('figure button[aria-label$="table and files"]').nth(chart).click();
    await page.getByRole('button', { name: entry }).click();
  });
}

/** A file as who reads CSV reads it. Throws where rows differ in length. */
function cellsOf(bytes: Buffer): string[][] {
  return parse(bytes, { bom: true });
}

/** Draws every chart of the page: they are drawn when they come near what is seen. */
async function drawAll(page: Page): Promise<number> {
  const drawings = page.locator('figure:has(button[aria-label$="table and files"])');
  const many = await drawings.count();
  for (let i = 0; i < many; i++) {
    await drawings.nth(i).scrollIntoViewIfNeeded();
    await drawings.nth(i).locator('svg path').nth(1).waitFor({ state: 'attached' });
  }
  return many;
}

interface Cloud {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Compared {
  readonly signals: readonly { readonly label: string; readonly a?: { readonly ratio: number } }[];
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

  it('is saved of every chart of a generation, with the figures that it shows', async () => {
    const { goto, base } = await look();
    const page = await goto('/generations/g2');
    await page.locator('#map figure').waitFor();
    const many = await drawAll(page);
    expect(many).toBeGreaterThan(2);
    const files = new Map<string, string[][]>();
    for (let i = 0; i < many; i++) {
      const svg = await fromMenu(page, 'Save as SVG', i);
      const { width = 0, height = 0 } = await sharp(svg.bytes).metadata();
      expect(Math.min(width, height), svg.name).toBeGreaterThan(60);
      const csv = await fromMenu(page, 'Save as CSV', i);
      files.set(csv.name, cellsOf(csv.bytes));
    }
    expect(files.size).toBe(many);
    for (const [name, rows] of files) expect(rows.length, name).toBeGreaterThan(2);
    const map = (await (await page.request.get(`${base}/api/generations/g2/map`)).json()) as Cloud;
    const [, ...points] = [...files].find(([name]) => /map/i.test(name))![1];
    expect(points.map((row) => [Number(row[2]), Number(row[3])])).toEqual(map.x.map((x, i) => [x, map.y[i]]));
  });

  it.each(['/compare?a=g1&b=g2', '/sources', '/mix', '/audit', '/ledger'])(
    'is saved of every table of %s, row for row',
    async (path) => {
      const { goto, base } = await look();
      const page = await goto(path);
      await page.getByRole('button', { name: 'CSV', exact: true }).first().waitFor();
      const frames = page.locator('#main div:has(> div > button:text-is("CSV"))');
      for (const frame of await frames.all()) {
        const { name, bytes } = await downloaded(page, () =>
          frame.getByRole('button', { name: 'CSV' }).click(),
        );
        const rows = cellsOf(bytes);
        expect(rows.length - 1, name).toBe(await frame.locator('tbody tr').count());
      }
      if (!path.startsWith('/compare')) return;
      const compared = (await (await page.request.get(`${base}/api${path}`)).json()) as Compared;
      const { bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'CSV' }).first().click(),
      );
      const ratios = new Map(cellsOf(bytes).map((row) => [row[0], Number(row[2])]));
      for (const { label, a } of compared.signals) expect(ratios.get(label), label).toBe(a?.ratio);
    },
  );
});
