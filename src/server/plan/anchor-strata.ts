import type { StrataShares } from '../../mix/strata.ts';
import { readAnchorDocument } from '../../quality/anchor/open-anchor.ts';
import type { Workspace } from '../../workspace.ts';

/** What strata of human data are told by. */
export interface Strata {
  readonly fields: readonly string[];
  /** Shares of human examples, where the anchor says them; else those of the human candidates serve. */
  readonly shares?: StrataShares;
}

/** The anchor's strata; where it has none, the field of categories. `anchor` is its folder. Throws as `readAnchorDocument`. */
export async function strataIn({ config }: Workspace, anchor: string | undefined): Promise<Strata> {
  const category = config.fields?.category;
  const byCategory = { fields: category === undefined ? [] : [category] };
  if (anchor === undefined) return byCategory;
  const { settings, strata } = await readAnchorDocument(anchor);
  if (settings.strata.length === 0) return byCategory;
  const sizes = strata.map(
    ({ values, reservoir, holdout }) =>
      [JSON.stringify(values), reservoir.examples + holdout.examples] as const,
  );
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  return { fields: settings.strata, shares: new Map(sizes.map(([stratum, size]) => [stratum, size / all])) };
}
