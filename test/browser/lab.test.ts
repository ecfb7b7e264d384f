import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Example, openShow, type ShowSettings } from '../../src/lab/browser.ts';
import { inBrowser } from './chromium.ts';
import { command, newFolder } from './lived-in.ts';
import { look } from './visit.ts';

const EXCERPT = readFileSync(new URL('../../web/public/lab/persuasion.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pick<Example, 'id' | 'text'>)
  .map(({ id, text }) => ({ id, group: id, text }) as Example);

/** What the page runs at `?subject=transformer&n=64&g=1&b=none`. */
const TRANSFORMER: ShowSettings = {
  subject: 'transformer',
  loop: 'replace',
  temperature: 1,
  samples: 64,
  generations: 1,
  replicates: 1,
  seed: '1',
  parameters: { vocabulary: 1024, layers: 1 },
};

/** Largest difference of a perplexity, as a share of it, that roundings may bring about. */
const TOLERANCE = 1e-5;

interface Result {
  readonly metrics: readonly { readonly id: string; readonly title: string }[];
  readonly arms: readonly {
    readonly generations: readonly { readonly values: Readonly<Record<string, { readonly mean: number }>> }[];
  }[];
}

/** The columns A and B of the first chart, and its title. */
async function firstChart(page: Page): Promise<{ title: string; means: number[][] }> {
  const charts = page.getByRole('region', { name: 'Generation by generation' });
  const menu = charts.locator('button[aria-label$="table and files"]').first();
  await menu.click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const cells = rows.map((row) => row.split(',').map(Number));
  const title = (await menu.getAttribute('aria-label'))!.replace(/: table and files$/, '');
  return { title, means: [1, 5].map((column) => cells.map((row) => row[column])) };
}

/** Runs what the address says to its end. */
async function ran(page: Page): ReturnType<typeof firstChart> {
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText(/^all \d+ models are there$/).waitFor();
  return firstChart(page);
}

/** The same by the command that the page names. */
async function inTerminal(page: Page, title: string): Promise<number[][]> {
  const line = await page.locator('#main code', { hasText: 'outcross lab run' }).last().innerText();
  const args = line
    .replace(/^\$?\s*outcross /, '')
    .trim()
    .split(/\s+/);
  const { metrics, arms } = JSON.parse(await command(newFolder(), ...args, '--json')) as Result;
  const { id } = metrics.find((metric) => metric.title === title)!;
  return arms.map(({ generations }) => generations.map(({ values }) => values[id].mean));
}

inBrowser('the lab in the browser', () => {
  it.each([
    ['a Gaussian', '/lab?subject=gaussian&n=20&g=12&r=3&pace=fast'],
    ['a Zipf distribution', '/lab?subject=categorical&n=100&g=8&r=2&seed=7&b=fresh&b.real=0.2&pace=fast'],
  ])('runs %s, and gives the numbers that Node gives', async (_, path) => {
    const { goto } = await look();
    const page = await goto(path);
    const { title, means } = await ran(page);
    const expected = await inTerminal(page, title);
    expect(means.map((column) => column.length)).toEqual(expected.map((column) => column.length));
    for (const [arm, column] of expected.entries())
      for (const [g, mean] of column.entries()) expect(means[arm][g]).toBeCloseTo(mean, 9);
  });

  it('trains the transformer for a step, to the losses that Node gets', async () => {
    const { goto } = await look();
    const page = await goto('/lab?subject=transformer&n=64&g=1&b=none');
    await page.getByRole('button', { name: 'Step' }).click();
    await page.getByText(/rests at model 0 of 1/).waitFor();
    const { title, means } = await firstChart(page);
    const show = await openShow(TRANSFORMER, { text: async () => EXCERPT });
    const frame = await show.step();
    const { id } = show.opening.metrics.find((metric) => metric.title === title)!;
    const there = frame!.values[id].mean;
    // Both train on WebAssembly in single precision; engines round logarithms and powers differently in the last place.
    expect(Math.abs(means[0][0] / there - 1)).toBeLessThan(TOLERANCE);
  });
});
