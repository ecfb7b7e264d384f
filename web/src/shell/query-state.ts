import { useCallback } from 'react';
import { useRouter } from 'wouter';
import { navigate } from 'wouter/use-browser-location';

/** `search` with some parameters changed; what is empty or `undefined` goes. Order is kept, so that links compare. */
export function withQuery(search: string, changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Changes parameters of the page's address at once; `push` makes it a step that the back button takes back. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>, push = false): void {
  const { pathname, search, hash } = window.location;
  const next = withQuery(search, changes);
  if (next === search) return;
  navigate(pathname + next + hash, { replace: !push });
}

/** The query as it stands: that of `useSearch` is decoded already, so that `%2541` would be decoded twice. */
export function useQuery(): string {
  const router = useRouter();
  return router.searchHook(router);
}

/** One parameter of the address as state: a link to the page is a link to the state. */
export function useQueryState(name: string, initial = '', push = false): [string, (value: string) => void] {
  const value = new URLSearchParams(useQuery()).get(name) ?? initial;
  const set = useCallback(
    (next: string) => setQuery({ [name]: next === initial ? undefined : next }, push),
    [name, initial, push],
  );
  return [value, set];
}

/** A numeric parameter; what is no finite number is taken for `initial`. */
export function useQueryNumber(name: string, initial: number): [number, (value: number) => void] {
  const [text, setText] = useQueryState(name, String(initial));
  const value = Number(text);
  const set = useCallback((next: number) => setText(String(next)), [setText]);
  return [text.trim() !== '' && Number.isFinite(value) ? value : initial, set];
}
