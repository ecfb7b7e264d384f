import { decodeColumns, encodeColumns } from './column-codec.ts';
import { type ColumnsFacet, mergeColumns, restrictColumns } from './column-facet.ts';

/** What a table adds to a profile. See `profile/facet.ts` for the laws. */
export const columnsFacet = {
  kind: 'columns',
  merge: mergeColumns,
  restrict: restrictColumns,
  encode: encodeColumns,
  decode: decodeColumns,
} satisfies {
  kind: string;
  merge(a: ColumnsFacet, b: ColumnsFacet): ColumnsFacet;
  restrict(value: ColumnsFacet, keep: (block: number) => boolean): ColumnsFacet;
  encode(value: ColumnsFacet): Uint8Array;
  decode(bytes: Uint8Array): ColumnsFacet;
};
