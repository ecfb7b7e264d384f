import { useSyncExternalStore } from 'react';

/** `auto` follows the system. */
export type Theme = 'auto' | 'dark' | 'light';
export type Scheme = 'dark' | 'light';

export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** The one after `theme`: a button goes round. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
}

const KEY = 'outcross.theme';
const watchers = new Set<() => void>();

/** What a stored or foreign word means. */
export function themeOf(word: string | null | undefined): Theme {
  return word === 'dark' || word === 'light' ? word : 'auto';
}

function currentTheme(): Theme {
  return themeOf(document.documentElement.dataset['theme']);
}

export function setTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset['theme'];
  else dataset['theme'] = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden; the choice then holds for this page.
  }
  for (const watcher of watchers) watcher();
}

function query(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function watch(watcher: () => void): () => void {
  const system = query();
  watchers.add(watcher);
  system.addEventListener('change', watcher);
  return () => {
    watchers.delete(watcher);
    system.removeEventListener('change', watcher);
  };
}

function currentScheme(): Scheme {
  const theme = currentTheme();
  if (theme !== 'auto') return theme;
  return query().matches ? 'dark' : 'light';
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, currentTheme, () => 'auto');
}

/** What is seen: charts draw with fixed colours. */
export function useScheme(): Scheme {
  return useSyncExternalStore(watch, currentScheme, () => 'light');
}
