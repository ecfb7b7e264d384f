import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { inBrowser } from './chromium.ts';
import { keyboardWalk } from './keyboard-walk.ts';
import { addressOf, NAMES } from './pages.ts';
import { look, settled } from './visit.ts';

/** What reaches further to the right than the window, and by how much; empty where nothing does. */
const SIDEWAYS = `(() => {
  const wide = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - wide;
  if (over <= 0) return '';
  const reaching = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > wide + 1);
  return over + ' pixels: ' + reaching.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' | ');
})()`;

async function background(page: Page): Promise<number> {
  const colour = await page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}

/** Looks for violations, and for what reaches too far, in both themes of a page that is there. */
async function lookAt(page: Page, name: string, width: number): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    const where = `${name} ${width} ${colorScheme}`;
    // What is not of colours is the same in both themes.
    expect(await violations(page, colorScheme === 'dark'), where).toEqual([]);
    expect(await page.evaluate(SIDEWAYS), where).toBe('');
  }
}

inBrowser('every page, in both themes and widths', () => {
  it.each(NAMES)(
    '%s: the keyboard reaches everything, nothing scrolls sideways, no serious violation for axe',
    async (name) => {
      const [wide, narrow] = [await look(), await look()];
      const address = await addressOf(name);
      const walk = async () => {
        await wide.page.emulateMedia({ colorScheme: 'light' });
        await wide.goto(address);
        expect(await keyboardWalk(wide.page), name).toEqual({ missed: [], unseen: [] });
        await lookAt(wide.page, name, 1280);
      };
      const shrink = async () => {
        await narrow.page.setViewportSize({ width: 400, height: 800 });
        await narrow.goto(address);
        await lookAt(narrow.page, name, 400);
      };
      // Two windows of one browser: neither waits for the other.
      await Promise.all([walk(), shrink()]);
    },
  );

  it('is light where the system is light, dark where it is dark, and as one chose where one did', async () => {
    const { page, goto } = await look();
    await page.emulateMedia({ colorScheme: 'light' });
    await goto('/jobs');
    expect(await background(page)).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background(page)).toBeLessThan(60);
    await page.keyboard.press('t');
    expect(await background(page)).toBeGreaterThan(200);
    await page.reload();
    await settled(page);
    expect(await background(page)).toBeGreaterThan(200);
    // As it was, for whoever looks next.
    await page.evaluate('localStorage.clear()');
  });
});
