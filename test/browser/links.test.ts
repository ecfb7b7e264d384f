import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { look, settled, until } from './visit.ts';

interface State {
  readonly what: string;
  readonly at: string;
  /** Brings the page into the state. */
  readonly act: (page: Page) => Promise<unknown>;
  /** What shows that it is in it. */
  readonly told: (page: Page) => Promise<unknown>;
}

const STATES: readonly State[] = [
  {
    what: 'a sorted table',
    at: '/',
    act: (page) => page.locator('#generations').getByRole('button', { name: 'Tokens' }).click(),
    told: (page) => page.locator('#generations tbody').innerText(),
  },
  {
    what: 'a chart as a table',
    at: '/',
    act: async (page) => {
      await page.locator('figure button[aria-label$="table and files"]').first().click();
      await page.getByRole('button', { name: 'Show as table' }).click();
    },
    told: (page) => page.locator('#trends figure table').innerText(),
  },
  {
    what: 'a search in what was lost',
    at: '/generations/g2',
    act: (page) => page.getByLabel('Search what was lost').fill('duty'),
    told: (page) => page.locator('#lost li').allInnerTexts(),
  },
  {
    what: 'generations swapped, and only what got better',
    at: '/compare?a=g1&b=g2',
    act: async (page) => {
      await page.getByRole('button', { name: 'Swap' }).click();
      await page.getByLabel('Changes shown').selectOption('better');
    },
    told: (page) => page.locator('#signals tbody').innerText(),
  },
  {
    what: 'a policy that nobody has written down yet',
    at: '/mix',
    act: (page) => page.getByLabel('At least').last().fill('45'),
    told: (page) => page.locator('#main pre').first().innerText(),
  },
  {
    what: 'one kind of event',
    at: '/ledger',
    act: (page) => page.getByLabel('Kind of event').selectOption({ index: 1 }),
    told: async (page) => [
      await page.getByLabel('Kind of event').inputValue(),
      await page.locator('tbody tr').count(),
    ],
  },
  {
    what: 'earlier events',
    at: '/ledger?before=9',
    act: (page) => page.locator('tbody button:visible').first().click(),
    told: (page) => page.locator('tbody').innerText(),
  },
  {
    what: 'items of the audit that failed',
    at: '/audit',
    act: (page) => page.getByLabel('Result', { exact: true }).selectOption('failed'),
    told: (page) => page.locator('#main h3').allInnerTexts(),
  },
  {
    what: 'a point of the map',
    at: '/generations/g2',
    act: async (page) => {
      const figure = page.locator('#map figure');
      await figure.waitFor();
      // What stands above it may still grow.
      await until(async () => {
        await figure.scrollIntoViewIfNeeded();
        return figure.locator('svg path').count();
      }).toBeGreaterThan(0);
      const box = (await page.locator('#map figure svg:has(path)').last().boundingBox())!;
      // Somewhere near the middle there is a point.
      for (let i = 0; i < 40 && !page.url().includes('map.point'); i++)
        await page.mouse.click(
          box.x + box.width * (0.45 + 0.002 * i),
          box.y + box.height * (0.42 + 0.003 * i),
        );
    },
    told: (page) =>
      page
        .getByText(/^Chosen: /)
        .locator('..')
        .innerText(),
  },
  {
    what: 'settings of the lab, and how far it has run',
    at: '/lab?g=4&r=2&pace=fast&n=20',
    act: async (page) => {
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByText(/^all 5 models are there$/).waitFor();
      await page.waitForURL(/at=4/);
    },
    told: async (page) => {
      await page.getByText('all 5 models are there').waitFor();
      return page.getByText(/^standard deviation/).allInnerTexts();
    },
  },
  {
    what: 'the lineage',
    at: '/sources',
    act: (page) => page.getByRole('tab', { name: /Lineage/ }).click(),
    told: (page) => page.getByRole('tab', { selected: true }).innerText(),
  },
];

inBrowser('a link to a page', () => {
  it.each(STATES.map((state) => [state.what, state] as const))(
    'leads to %s',
    async (_, { at, act, told }) => {
      const { page, goto } = await look();
      await goto(at);
      const before = page.url();
      await act(page);
      await until(() => page.url()).not.toBe(before);
      await settled(page);
      const other = await look();
      await other.page.goto(page.url());
      await settled(other.page);
      const led = await told(other.page);
      // The first page may still show what it had, until the new is there.
      await until(() => told(page)).toEqual(led);
    },
  );

  it('is kept by the browser: back and forward lead through what was seen', async () => {
    const { page, goto } = await look();
    await goto('/compare?a=g1&b=g2');
    await page.getByRole('button', { name: 'Swap' }).click();
    await until(() => page.url()).toContain('a=g2&b=g1');
    await page.getByRole('link', { name: 'Ledger', exact: true }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.locator('tbody button:visible').first().click();
    await until(() => page.url()).toContain('type=');
    const way = ['/ledger', 'a=g2&b=g1', 'a=g1&b=g2', 'a=g2&b=g1', '/ledger'];
    for (const [i, part] of way.entries()) {
      await (i < 3 ? page.goBack() : page.goForward());
      await until(() => page.url()).toContain(part);
      await settled(page);
    }
    expect(page.url()).not.toContain('type=');
    await page.goto(`${new URL(page.url()).origin}/compare?a=g2&b=g1`);
    await settled(page);
    const chosen = await page
      .locator('#main select')
      .evaluateAll((all) => all.slice(0, 2).map((one) => (one as unknown as { value: string }).value));
    expect(chosen).toEqual(['g2', 'g1']);
  });
});
