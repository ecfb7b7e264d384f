import { views } from '../api/views.ts';
import { loadEngine } from '../charts/load.ts';
import { PAGES, type Page } from '../pages.ts';
import { secretIn } from './secret.ts';

/** The page at a path, as far as can be told from its first segment. */
export function pageAt(path: string, pages: readonly Page[] = PAGES): Page | undefined {
  const first = path.split('/')[1];
  return pages.find((page) => page.path.split('/')[1] === first);
}

/**
 * Begins to fetch what the page at `location` needs while it is still asked who is signed in: one after another they take
 * three times as long. What fails is asked for again by the page itself.
 */
export function fetchAhead(location: Pick<Location, 'pathname' | 'search' | 'hash'>): void {
  const page = pageAt(location.pathname);
  if (page === undefined) return;
  void page.load().catch(() => {});
  if (page.drawn === true) void loadEngine().catch(() => {});
  // Whoever brings a secret is nobody before it was exchanged.
  const url =
    secretIn(location as Location) === undefined
      ? page.view?.(new URLSearchParams(location.search))
      : undefined;
  if (url !== undefined) void views.load(url);
}
