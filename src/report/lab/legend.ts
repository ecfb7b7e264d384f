import { isolated, Markup, markup } from '../html/markup.ts';
import { type Tone, toneOf } from './tones.ts';

const SYMBOLS: Readonly<Record<Tone['symbol'], string>> = {
  circle: '<circle cx="15" cy="6" r="3.2"/>',
  rect: '<rect x="12" y="3" width="6" height="6"/>',
  triangle: '<path d="M15 2.4 18.6 9H11.4Z"/>',
  diamond: '<path d="M15 1.8 19.2 6 15 10.2 10.8 6Z"/>',
};

function sample({ role, dash, symbol }: Tone): Markup {
  const dashes = dash === 'solid' ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  const line = `<path d="M0 6H30" fill="none" stroke="var(--${role})" stroke-width="2"${dashes}/>`;
  return new Markup(
    `<svg viewBox="0 0 30 12" aria-hidden="true">${line}<g fill="var(--${role})">${SYMBOLS[symbol]}</g></svg>`,
  );
}

/** Which line is which arm; nothing where there is one alone. */
export function legend(arms: readonly { readonly name: string }[]): Markup | undefined {
  if (arms.length < 2) return undefined;
  const items = arms.map(({ name }, i) => markup`<li>${sample(toneOf(i))}${isolated(name)}</li>`);
  return markup`<ul class="legend">${items}</ul>`;
}
