import { OutcrossError } from '../base/errors.ts';
import { columnsFacet } from '../features/columns/facet.ts';
import { pictureFacet } from '../features/image/picture-facet.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { codeFacet } from '../syntax/facet.ts';
import type { Facet } from './facet.ts';

/** What content adds to a profile, by kind, in code-unit order of kinds. */
export type Facets = ReadonlyMap<string, unknown>;

/** Every kind of facet that a profile can hold. */
// biome-ignore lint/suspicious/noExplicitAny: a value goes only to the facet that made it
const FACETS: readonly Facet<any>[] = [codeFacet, columnsFacet, pictureFacet, vectorFacet];

// biome-ignore lint/suspicious/noExplicitAny: as above
const BY_KIND: ReadonlyMap<string, Facet<any>> = new Map(FACETS.map((facet) => [facet.kind, facet]));

/** The facet of a profile, undefined where it holds none of that kind. */
export function facetOf<T>(profile: { readonly facets: Facets }, facet: Facet<T>): T | undefined {
  return profile.facets.get(facet.kind) as T | undefined;
}

/** A profile has the facets of its modality from its first example on; only one without examples lacks them. */
export function mergeFacets(a: Facets, b: Facets): Facets {
  return build([...a.keys(), ...b.keys()], (kind) => {
    const x = a.get(kind);
    const y = b.get(kind);
    return x === undefined ? y : y === undefined ? x : known(kind).merge(x, y);
  });
}

/** The parts that lie in the blocks that `keep` accepts. */
export function restrictFacets(facets: Facets, keep: (block: number) => boolean): Facets {
  return build([...facets.keys()], (kind) => known(kind).restrict(facets.get(kind), keep));
}

/** Without what shows the examples themselves. */
export function bareFacets(facets: Facets): Facets {
  return build([...facets.keys()], (kind) => known(kind).bare?.(facets.get(kind)) ?? facets.get(kind));
}

/** Each facet's bytes, in order of kind. */
export function encodeFacets(facets: Facets): (readonly [kind: string, bytes: Uint8Array])[] {
  return [...facets.keys()].sort().map((kind) => [kind, known(kind).encode(facets.get(kind))] as const);
}

/** Reads what `encodeFacets` gave. Throws `E_PROFILE` for damaged bytes, and for a kind that this version does not know. */
export function decodeFacets(stored: readonly (readonly [kind: string, bytes: Uint8Array])[]): Facets {
  const bytes = new Map(stored);
  return build([...bytes.keys()], (kind) => known(kind).decode(bytes.get(kind)!));
}

function build(kinds: readonly string[], value: (kind: string) => unknown): Facets {
  return new Map([...new Set(kinds)].sort().map((kind) => [kind, value(kind)]));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function known(kind: string): Facet<any> {
  const facet = BY_KIND.get(kind);
  if (facet !== undefined) return facet;
  throw new OutcrossError('E_PROFILE', `the profile holds a part "${kind}" that this version cannot read`, {
    hint: 'Make it anew with `outcross profile`, or use the version that made it.',
  });
}
