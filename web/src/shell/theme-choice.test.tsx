import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rendered, textOf } from './rendered.test.support.tsx';
import { setTheme, useScheme, useTheme } from './theme.ts';

describe('the choice of a theme', () => {
  const dataset: Record<string, string> = {};
  let kept: Map<string, string>;

  beforeEach(() => {
    kept = new Map();
    for (const name of Object.keys(dataset)) delete dataset[name];
    vi.stubGlobal('document', { documentElement: { dataset } });
    vi.stubGlobal('localStorage', {
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    });
  });

  afterEach(() => vi.unstubAllGlobals());

  it('is seen at once and kept for the next visit, where theme.js looks', () => {
    setTheme('dark');
    expect(dataset['theme']).toBe('dark');
    expect(kept.get('outcross.theme')).toBe('dark');
  });

  it('of the system leaves no trace', () => {
    setTheme('light');
    setTheme('auto');
    expect(dataset).toEqual({});
    expect(kept.size).toBe(0);
  });

  it('holds for the page where nothing may be kept', () => {
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw new Error('forbidden');
      },
    });
    expect(() => setTheme('dark')).not.toThrow();
    expect(dataset['theme']).toBe('dark');
  });
});

it('is light and follows the system before a browser has said anything', () => {
  function Shows() {
    return `${useTheme()} ${useScheme()}`;
  }
  expect(textOf(rendered(<Shows />))).toBe('auto light');
});
