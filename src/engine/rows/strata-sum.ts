import type { Side, Stratum } from '../../quality/anchor/strata.ts';
import type { SideSummary } from './anchor-rows.ts';

/** A hash in 53 bits, so that it is a number. Two groups share them with chance 1e-4 among a million. */
function keyOf(hi: number, lo: number): number {
  return hi * 2 ** 21 + (lo >>> 11);
}

class SideSum {
  examples = 0;
  tokens = 0;
  readonly #groups = new Set<number>();

  add({ examples, tokens, groups }: SideSummary): void {
    this.examples += examples;
    this.tokens += tokens;
    for (let i = 0; i < groups.length; i += 2) this.#groups.add(keyOf(groups[i], groups[i + 1]));
  }

  side(): Side {
    return { groups: this.#groups.size, examples: this.examples, tokens: this.tokens };
  }
}

/** Adds up what the shards hold of each stratum, and of all together: a group may stand in several shards and strata. */
export class StrataSum {
  readonly #strata = new Map<string, { readonly sides: readonly [SideSum, SideSum] }>();
  readonly #whole = [new SideSum(), new SideSum()] as const;

  add(summaries: readonly SideSummary[]): void {
    for (const summary of summaries) {
      const key = JSON.stringify(summary.values);
      let stratum = this.#strata.get(key);
      if (stratum === undefined) {
        stratum = { sides: [new SideSum(), new SideSum()] };
        this.#strata.set(key, stratum);
      }
      const side = summary.heldOut ? 1 : 0;
      stratum.sides[side].add(summary);
      this.#whole[side].add(summary);
    }
  }

  whole(): { readonly reservoir: Side; readonly holdout: Side } {
    return { reservoir: this.#whole[0].side(), holdout: this.#whole[1].side() };
  }

  /** Largest first; of equals, by their values. */
  strata(): Stratum[] {
    const examples = ({ reservoir, holdout }: Stratum) => reservoir.examples + holdout.examples;
    return [...this.#strata]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { sides }]) => ({
        values: JSON.parse(key) as (string | null)[],
        reservoir: sides[0].side(),
        holdout: sides[1].side(),
      }))
      .sort((a, b) => examples(b) - examples(a));
  }
}
