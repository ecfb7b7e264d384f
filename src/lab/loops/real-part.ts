import { requireShare, requireWhole } from '../theory/parameters.ts';

/** How much of a training set is real: a share of it, or rows. */
export type RealPart = { readonly share: number } | { readonly rows: number };

/** Throws `E_PARAMETER` for a share outside 0 to 1, or rows that are no whole number from 0. */
export function requireRealPart(part: RealPart): RealPart {
  if ('share' in part) requireShare('the real share', part.share);
  else requireWhole('R, the real rows of a generation,', part.rows, 0);
  return part;
}

/** Real rows in a training set of `samples`. Throws `E_PARAMETER` where R is more than M, the whole set. */
export function realRows(part: RealPart, samples: number): number {
  if ('share' in part) return Math.round(part.share * samples);
  requireWhole('R, the real rows of a generation,', part.rows, 0, samples);
  return part.rows;
}

/** `10%`, or `10 rows`. */
export function realPartName(part: RealPart): string {
  if ('rows' in part) return `${part.rows} ${part.rows === 1 ? 'row' : 'rows'}`;
  return `${Number((part.share * 100).toPrecision(4))}%`;
}
