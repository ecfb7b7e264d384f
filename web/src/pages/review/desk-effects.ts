import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { setQuery } from '../../shell/query-state.ts';
import { type Session, shown } from './session.ts';
import { announcement } from './words.ts';

/** The frame of the dashboard gives way, as long as somebody reviews. */
export function useFullScreen(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['focus'] = 'on';
    return () => {
      delete dataset['focus'];
    };
  }, []);
}

/** The address names the example, so that a link leads to it; each begins at its top. */
export function useExampleAt(
  place: number | undefined,
  holder: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    if (place === undefined) return;
    setQuery({ at: String(place), item: undefined });
    for (const column of [holder.current?.parentElement, holder.current?.parentElement?.parentElement]) {
      if (column) column.scrollTop = 0;
    }
  }, [place, holder]);
}

/** When the example that is shown came onto the page, as `performance.now()` counts. */
export function useShownSince(id: string | undefined): () => number {
  const since = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another example, another time
  useLayoutEffect(() => {
    since.current = performance.now();
  }, [id]);
  return useCallback(() => since.current, []);
}

/** The focus is never lost: where a field or a button is gone, the example has it. */
export function useKeptFocus(holder: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body || activeElement.id === 'main';
    if (isLost) holder.current?.focus({ preventScroll: true });
  });
}

/** What a screen reader is told: once for each example and decision. */
export function useAnnouncement(session: Session, said: string | undefined): string {
  const { nextKey, exhausted } = session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each example and decision, not whenever a number changes
  return useMemo(() => announcement(session, said), [nextKey, exhausted, shown(session)?.id, said]);
}
