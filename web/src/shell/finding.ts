import type { Verdict } from '../parts/words.ts';

export interface Place {
  readonly key: string;
  readonly name: string;
  readonly path: string;
  readonly kind: 'page' | 'generation';
  readonly verdict?: Verdict | undefined;
}

const MOST = 12;

/** 0 the name begins so, 1 a word of it does, 2 it holds it; `undefined` not at all. */
function rank(name: string, wanted: string): number | undefined {
  const at = name.toLowerCase().indexOf(wanted);
  if (at < 0) return undefined;
  if (at === 0) return 0;
  return /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 1 : 2;
}

/** The places that `text` may mean, best first; of equals the one that came first. */
export function found(places: readonly Place[], text: string): Place[] {
  const wanted = text.trim().toLowerCase();
  return places
    .map((place) => ({ place, rank: rank(place.name, wanted) }))
    .filter(({ rank: own }) => own !== undefined)
    .sort((a, b) => a.rank! - b.rank!)
    .slice(0, MOST)
    .map(({ place }) => place);
}
