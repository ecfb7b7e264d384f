import type { Page } from 'playwright-core';

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

/** What the keyboard did not reach on a page, and what it reached without one seeing so. */
export interface KeyboardWalk {
  readonly missed: readonly string[];
  readonly unseen: readonly string[];
}

/** Goes around the page by Tab alone. */
export async function keyboardWalk(page: Page): Promise<KeyboardWalk> {
  await page.evaluate(RECORD);
  // Twice around: the page may grow while one is on the way.
  for (let round = 0; round < 2; round++) {
    const many = await page.evaluate<number>('focusRecord.many()');
    // Keys are sent one after the other without a wait between them: the browser takes them in order.
    await Promise.all(Array.from({ length: many + 3 }, () => page.keyboard.press('Tab')));
    if (await page.evaluate<boolean>('focusRecord.missed().length === 0')) break;
  }
  return page.evaluate('({ missed: focusRecord.missed(), unseen: focusRecord.unseen })');
}
