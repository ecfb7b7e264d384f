import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

/** A table that scrolls within itself where the page is narrow; it can be reached and scrolled by keyboard. */
export function scrolling(label: string, table: Markup): Markup {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
