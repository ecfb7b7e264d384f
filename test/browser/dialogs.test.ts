import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { look, until } from './visit.ts';

/** What opens by a button, where. */
const BUTTONS: readonly (readonly [path: string, button: string | RegExp])[] = [
  ['/mix', 'Build\u2026'],
  ['/jobs', 'Start\u2026'],
  ['/access', 'New token\u2026'],
  ['/review', 'Assign'],
  ['/audit', 'Answer'],
];

/** Tabs that a dialog must bear without letting the focus out: more than any has controls. */
const TABS = 40;

/** Where the focus is, in words. */
const FOCUSED = `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()`;

/** What of an open dialog cannot be seen, and cannot be brought into sight by scrolling within it. */
const CUT_OFF = `[...document.querySelectorAll('dialog[open] *')].filter((e) => {
  const { left, right, width } = e.getBoundingClientRect();
  return width > 0 && e.checkVisibility() && (left < -1 || right > innerWidth + 1) && e.closest('pre, [class*=scroll]') === null;
}).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))`;

const TOKEN = { id: 'a', name: 'ada', role: 'review', createdAt: '2020-01-01T00:00:00.000Z' };

const isInside = (page: Page) => page.evaluate(`document.activeElement.closest('dialog') !== null`);

inBrowser('a dialog, by keyboard alone', () => {
  it.each(BUTTONS)(
    'of %s opens, keeps the focus, fits a telephone, and gives the focus back at Escape: %s',
    async (path, name) => {
      const { page, goto } = await look();
      await page.setViewportSize({ width: 400, height: 800 });
      await goto(path);
      const button = page
        .locator('#main')
        .getByRole('button', { name, exact: true })
        .and(page.locator(':not([aria-disabled=true])'))
        .first();
      await button.focus();
      const before = await page.evaluate(FOCUSED);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      expect(await isInside(page)).toBe(true);
      for (let i = 0; i < TABS; i++) {
        await page.keyboard.press(i % 10 === 9 ? 'Shift+Tab' : 'Tab');
        // The browser's own frame may have the focus in between; nothing of the page beneath may.
        expect(
          (await page.evaluate(`['BODY', 'HTML'].includes(document.activeElement.tagName)`)) ||
            (await isInside(page)),
        ).toBe(true);
      }
      expect(await page.evaluate(CUT_OFF)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await until(() => page.evaluate(FOCUSED)).toBe(before);
    },
  );

  it('keeps the focus when its form makes room for a secret, and leaves it on the page where its button is gone', async () => {
    const { page, goto } = await look();
    await goto('/access');
    await page.route('**/api/tokens', (route) =>
      route.fulfill({
        json:
          route.request().method() === 'POST' ? { token: TOKEN, secret: 'oxt_secret' } : { tokens: [TOKEN] },
      }),
    );
    await page.locator('#main').getByRole('button', { name: 'New token\u2026' }).click();
    await page.keyboard.type('ada');
    await page.keyboard.press('Enter');
    await page.getByText('oxt_secret').waitFor();
    expect(await page.evaluate(FOCUSED)).toContain('oxt_secret');
    expect(await isInside(page)).toBe(true);
    await page.locator('#main table').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('It cannot be shown again').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(() => page.evaluate('document.activeElement.id')).toBe('main');
  });

  it('of keys opens anywhere, and goes as it came', async () => {
    const { page, goto } = await look();
    await goto('/ledger');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await isInside(page)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
