import { facetOf } from '../profile/facets.ts';
import type { Profile } from '../profile/profile.ts';
import type { SampledExample } from '../sketch/example-sample.ts';
import { constructKey } from '../syntax/constructs.ts';
import { codeFacet } from '../syntax/facet.ts';
import { Tokenizer } from '../text/tokenizer.ts';

/** The tokens of a sampled text and where they stand: bytes of its UTF-8. */
export interface LocatedTokens {
  readonly length: number;
  readonly hi: Int32Array;
  readonly lo: Int32Array;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly bytes: Uint8Array;
  /** Bytes that may be shown. */
  readonly byteLength: number;
  /** What people call `order` tokens from token `at`, where that is not their text. */
  readonly nameOf?: (at: number, order: number) => string;
}

/** Valid until the next call. */
export type LocateTokens = (example: SampledExample) => LocatedTokens;

/** How the tokens of a profile's sampled texts are found again: words by cutting the text anew, constructs by the places kept. */
export function locateTokens(profile: Profile): LocateTokens {
  if (profile.settings.modality === 'code') return locateConstructs(profile);
  const tokenizer = new Tokenizer();
  return ({ text = '' }) => {
    const { length, hi, lo, start, end, bytes } = tokenizer.run(text);
    return { length, hi, lo, start, end, bytes, byteLength: length === 0 ? 0 : end[length - 1] };
  };
}

function locateConstructs(profile: Profile): LocateTokens {
  const names = facetOf(profile, codeFacet)?.constructs ?? new Map<string, string>();
  const encoder = new TextEncoder();
  return ({ text = '', tokenHi, tokenLo, places = new Uint32Array(0) }) => {
    const bytes = encoder.encode(text);
    const length = Math.min(tokenHi.length, places.length / 2);
    const nameAt = (at: number) => names.get(constructKey(tokenHi[at], tokenLo[at])) ?? '?';
    return {
      length,
      hi: tokenHi,
      lo: tokenLo,
      start: places.filter((_, i) => i % 2 === 0),
      end: places.filter((_, i) => i % 2 === 1),
      bytes,
      byteLength: bytes.length,
      nameOf: (at, order) => Array.from({ length: order }, (_, k) => nameAt(at + k)).join(', '),
    };
  };
}
