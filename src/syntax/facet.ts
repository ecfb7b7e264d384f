import { type CodeFacet, mergeCode, restrictCode } from './code-facet.ts';
import { decodeCode, encodeCode } from './code-facet-codec.ts';

/** What source code adds to a profile. See `profile/facet.ts` for the laws. */
export const codeFacet = {
  kind: 'code',
  merge: mergeCode,
  restrict: restrictCode,
  encode: encodeCode,
  decode: decodeCode,
} satisfies {
  kind: string;
  merge(a: CodeFacet, b: CodeFacet): CodeFacet;
  restrict(value: CodeFacet, keep: (block: number) => boolean): CodeFacet;
  encode(value: CodeFacet): Uint8Array;
  decode(bytes: Uint8Array): CodeFacet;
};
