import type { ColumnsFacet } from '../../features/columns/column-facet.ts';
import { columnsFacet } from '../../features/columns/facet.ts';
import { facetOf } from '../../profile/facets.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';

/** Fewer cells than this in the human table say nothing of a column. */
const FEWEST = 20;

/** The numbers of one column in a subject's sample of rows, in ascending order, with the block of each. */
export interface SortedColumn {
  readonly values: Float64Array;
  readonly blocks: Uint8Array;
}

/** What a profile of a table keeps of it; undefined for another. */
export function tableOf(profile: Profile): ColumnsFacet | undefined {
  return facetOf(profile, columnsFacet);
}

/** Columns of the human table by what most of their cells are, in code-unit order; those with too few cells are left out. */
export function columnKinds(holdout: Profile): { numeric: string[]; categorical: string[] } {
  const numeric: string[] = [];
  const categorical: string[] = [];
  for (const [name, counts] of tableOf(holdout)?.columns ?? []) {
    const [numbers, words] = [total(counts.numbers), total(counts.words)];
    if (numbers + words < FEWEST) continue;
    (numbers >= words ? numeric : categorical).push(name);
  }
  return { numeric, categorical };
}

/** Sorts one column; empty where the sample holds none of its numbers. */
export function sortedColumn(profile: Profile, column: string): SortedColumn {
  const cells = (tableOf(profile)?.rows ?? []).flatMap(({ values, block }) => {
    const value = values.get(column);
    return value === undefined ? [] : [{ value, block }];
  });
  cells.sort((a, b) => a.value - b.value);
  return {
    values: Float64Array.from(cells, ({ value }) => value),
    blocks: Uint8Array.from(cells, ({ block }) => block),
  };
}
