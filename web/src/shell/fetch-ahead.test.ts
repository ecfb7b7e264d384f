import { afterEach, describe, expect, it, vi } from 'vitest';
import { views } from '../api/views.ts';
import { PAGES } from '../pages.ts';
import { fetchAhead, pageAt } from './fetch-ahead.ts';

describe('pageAt', () => {
  it.each([
    ['/', 'line'],
    ['/mix', 'mix'],
    ['/generations/a%2Fb', 'generation'],
    ['/review/', 'review'],
    ['/nothing', undefined],
  ])('%s is %s', (path, id) => {
    expect(pageAt(path)?.id).toBe(id);
  });

  it('knows every page of the registry by its own address', () => {
    for (const page of PAGES) expect(pageAt(page.path)).toBe(page);
  });
});

describe('fetchAhead', () => {
  afterEach(() => vi.restoreAllMocks());

  function asked(pathname: string, search = '', hash = ''): string[] {
    const load = vi.spyOn(views, 'load').mockResolvedValue();
    fetchAhead({ pathname, search, hash });
    return load.mock.calls.map(([url]) => url);
  }

  it('asks for the window of the line that the address names', () => {
    expect(asked('/', '?from=5&to=9&signals=all')).toEqual(['/api/line?from=5&to=9']);
  });

  it('asks for nothing where a secret is to be exchanged first', () => {
    expect(asked('/', '', '#token=abc')).toEqual([]);
  });

  it('asks for nothing where the page is not known', () => {
    expect(asked('/nothing')).toEqual([]);
  });
});
