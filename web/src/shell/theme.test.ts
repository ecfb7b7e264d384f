import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PALETTE } from '../parts/words.ts';
import { nextTheme, THEMES, themeOf } from './theme.ts';

const CSS = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The colours that stand between the braces of a rule. */
function coloursOf(selector: string): Record<string, string> {
  const start = CSS.indexOf(`${selector} {`);
  const block = CSS.slice(start, CSS.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z]+): (#[0-9a-f]{6});/g)].map(([, name, tone]) => [name, tone]),
  );
}

function palette(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(Object.entries(PALETTE).map(([role, tones]) => [role, tones[scheme]]));
}

describe('the colours of the pages', () => {
  it.each([
    [':root', 'light'],
    [':root:not([data-theme="light"])', 'dark'],
    [':root[data-theme="dark"]', 'dark'],
  ] as const)('of %s are those of the report, %s', (selector, scheme) => {
    expect(coloursOf(selector)).toEqual(palette(scheme));
  });
});

it('a button goes through all themes and comes back', () => {
  const seen = [nextTheme('auto')];
  while (seen.length < THEMES.length) seen.push(nextTheme(seen[seen.length - 1]));
  expect(new Set(seen)).toEqual(new Set(THEMES));
  expect(seen.at(-1)).toBe('auto');
});

describe('themeOf', () => {
  it('knows its themes', () => {
    expect(THEMES.map(themeOf)).toEqual(['auto', 'light', 'dark']);
  });

  it.each([null, undefined, '', 'DARK', '<script>'])('takes %j for auto', (word) => {
    expect(themeOf(word)).toBe('auto');
  });
});
