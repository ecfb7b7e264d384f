import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { look } from './visit.ts';

inBrowser('the dashboard of a real workspace', () => {
  it('opens on the line', async () => {
    const { goto } = await look();
    const page = await goto('/');
    expect(await page.locator('h1').innerText()).toContain('early');
  });
});
