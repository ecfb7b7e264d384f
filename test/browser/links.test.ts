import type { Page } from 'playwright-core';
import { it } from 'vitest';
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
});
