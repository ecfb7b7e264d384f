import { expect, it } from 'vitest';
import { inBrowser } from './chromium.ts';
import { addressOf, NAMES } from './pages.ts';
import { look } from './visit.ts';

/** Notes what gets the focus, and what of that one does not see to have it; names all that should. */
const RECORD = `(() => {
  const seen = new Set();
  const unseen = [];
  const say = (e) => e.tagName.toLowerCase() + ' ' + (e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 60);
  addEventListener('focusin', ({ target }) => {
    seen.add(target);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
    const inner = target.closest('label') && getComputedStyle(target.closest('label'));
    const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    if (!ringed && boxShadow === 'none' && (!inner || inner.outlineStyle === 'none')) unseen.push(say(target));
  });
  const wanted = () =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(
      (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) &&
        (e.type !== 'radio' || e.checked),
    );
  window.focusRecord = {
    many: () => wanted().length,
    missed: () => wanted().filter((e) => !seen.has(e)).map(say),
    unseen,
  };
})()`;

inBrowser('the keyboard', () => {
  it.each(NAMES)('reaches everything on the page %s, and one sees where it is', async (name) => {
    const { page, goto } = await look();
    await goto(await addressOf(name));
    await page.evaluate(RECORD);
    // Twice around: the page may grow while one is on the way.
    for (let round = 0; round < 2; round++) {
      const many = await page.evaluate<number>('focusRecord.many()');
      for (let i = 0; i < many + 3; i++) await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>('focusRecord.missed().length === 0')) break;
    }
    expect(await page.evaluate('focusRecord.missed()'), name).toEqual([]);
    expect(await page.evaluate('focusRecord.unseen'), name).toEqual([]);
  });

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
