import { HUMAN } from './admit.ts';
import type { Candidates } from './candidates.ts';
import { FATE } from './fate.ts';

/** Share of human data, 0 to 1, by stratum: the JSON of its values. */
export type StrataShares = ReadonlyMap<string, number>;

/** Human examples of a stratum. */
export interface StratumOutcome {
  /** The JSON of its values; empty of examples without any. */
  readonly stratum: string;
  /** In the mix. */
  readonly examples: number;
  /** Missing from what its share of the human examples that are asked for comes to; 0 where chance explains it. */
  readonly short: number;
}

/** Standard errors of a binomial share that chance explains. */
const CHANCE = 2;

/**
 * Holds the human part of a mix against the shares of human data, the largest shortfall first. `asked`: human examples that the
 * mix should hold. Empty where candidates carry no strata.
 */
export function strataOf(
  candidates: Candidates,
  fates: Uint8Array,
  asked: number,
  shares: StrataShares = sharesOf(candidates),
): StratumOutcome[] {
  const { stratum, strata = [] } = candidates;
  if (stratum === undefined) return [];
  const counts = countsOf(candidates, stratum, strata.length, (i) => fates[i] === FATE['chosen']);
  const inMix = new Map(strata.map((name, id) => [name, counts[id]]));
  const names = new Set([...shares.keys(), ...strata.filter((_, id) => counts[id] > 0)]);
  return [...names]
    .map((name) => {
      const examples = inMix.get(name) ?? 0;
      return { stratum: name, examples, short: missing(examples, asked, shares.get(name) ?? 0) };
    })
    .sort((a, b) => b.short - a.short || b.examples - a.examples || (a.stratum < b.stratum ? -1 : 1));
}

/** The shares that the human candidates themselves have. */
export function sharesOf(candidates: Candidates): StrataShares {
  const { stratum, strata = [] } = candidates;
  if (stratum === undefined) return new Map();
  const counts = countsOf(candidates, stratum, strata.length, () => true);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const some = strata.flatMap((name, id) => (counts[id] > 0 ? [[name, counts[id] / all] as const] : []));
  return new Map(some);
}

function countsOf(
  { size, origin }: Candidates,
  stratum: Uint32Array,
  strata: number,
  counts: (i: number) => boolean,
): Float64Array {
  const found = new Float64Array(strata);
  for (let i = 0; i < size; i++) if (origin[i] === HUMAN && counts(i)) found[stratum[i]]++;
  return found;
}

function missing(examples: number, asked: number, share: number): number {
  const short = asked * share - examples;
  return short > CHANCE * Math.sqrt(asked * share * (1 - share)) ? Math.ceil(short - 1e-9) : 0;
}
