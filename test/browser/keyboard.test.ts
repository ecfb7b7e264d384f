import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { look } from './visit.ts';

inBrowser('the keyboard', () => {
  it('leads to each page by two keys, and says with ? which they are', async () => {
    const { page, goto } = await look();
    await goto('/');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    const said = await help.innerText();
    for (const title of ['Line', 'Compare', 'Review', 'Mix', 'Sources', 'Audit', 'Lab', 'Jobs', 'Ledger'])
      expect(said).toContain(title);
    await page.keyboard.press('Escape');
    expect(await help.count()).toBe(0);
    const keys = { c: '/compare', r: '/review', m: '/mix', s: '/sources', a: '/audit', j: '/jobs', l: '/' };
    for (const [key, path] of Object.entries(keys)) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === path);
    }
  });
});
