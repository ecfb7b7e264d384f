/** Groups, examples and tokens on one side. */
export interface Side {
  readonly groups: number;
  readonly examples: number;
  /** Each example's end counts as one. */
  readonly tokens: number;
}

/** What both sides hold of a stratum. */
export interface Stratum {
  /** Values of the stratum's fields, in their order; null where a row has none. */
  readonly values: readonly (string | null)[];
  readonly reservoir: Side;
  readonly holdout: Side;
}

/**
 * How a stratum came out.
 * - `fits`: the holdout has about its share of the groups;
 * - `off`: it has more or fewer than chance explains (`MOST_Z` standard errors);
 * - `small`: it has too few groups to measure the stratum by.
 */
export type StratumState = 'fits' | 'off' | 'small';

export interface JudgedStratum extends Stratum {
  /** Share of the stratum's groups that are held out. */
  readonly share: number;
  /** Standard errors that the share lies from the one asked for, by the binomial distribution. */
  readonly z: number;
  readonly state: StratumState;
}

/** Groups that the holdout of a stratum needs before it says anything. */
export const LEAST_GROUPS = 5;

/** A share further off than this many standard errors is not chance: 1 in 16,000 strata would be. */
const MOST_Z = 4;

/** Holds each stratum against the share that was asked for. */
export function judgeStrata(
  strata: readonly Stratum[],
  holdout: number,
  leastGroups = LEAST_GROUPS,
): JudgedStratum[] {
  return strata.map((stratum) => {
    const groups = stratum.reservoir.groups + stratum.holdout.groups;
    const share = stratum.holdout.groups / groups;
    const z = (share - holdout) / Math.sqrt((holdout * (1 - holdout)) / groups);
    const small = stratum.holdout.groups < leastGroups || stratum.reservoir.groups < leastGroups;
    return { ...stratum, share, z, state: small ? 'small' : Math.abs(z) > MOST_Z ? 'off' : 'fits' };
  });
}
