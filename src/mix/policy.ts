/** What a size and a share are counted in. */
export const UNITS = ['examples', 'tokens'] as const;
export type Unit = (typeof UNITS)[number];

/** Examples or tokens that a mix has in all; `all`: as many as the rules allow. */
export type Size = { readonly examples: number } | { readonly tokens: number } | 'all';

/**
 * - `accumulate`: every generation so far may enter;
 * - `replace`: of synthetic examples only those of the newest generation. Allowed only beside a floor of human data: alone it is
 *   the trigger of collapse (Shumailov et al. 2024).
 */
export const MODES = ['accumulate', 'replace'] as const;
export type Mode = (typeof MODES)[number];

/** Keys of provenance that a cap may speak of. */
export const CAP_KEYS = ['source', 'model', 'generation'] as const;
export type CapKey = (typeof CAP_KEYS)[number];

/** Largest share, 0 to 1: of each value of a key alike, or of values by name. */
export type Cap = number | Readonly<Record<string, number>>;

/** What to do with examples whose origin nobody knows. `synthetic` counts them as such; nothing counts them as human. */
export const UNKNOWN_TREATMENTS = ['exclude', 'synthetic'] as const;
export type UnknownTreatment = (typeof UNKNOWN_TREATMENTS)[number];

/** `shuffled` by the seed, or in the order of the inputs. */
export const ORDERS = ['shuffled', 'input'] as const;
export type Order = (typeof ORDERS)[number];

/**
 * How much human rows count against synthetic ones in training: `none`, equal; `optimal`, w* of He, Xu and Cheng (2025); `auto`,
 * w* where every admitted example enters, so that both are scarce, else none; a number, the share of all weight that human rows
 * have.
 */
export type Weighting = 'none' | 'optimal' | 'auto' | number;

/** Declared rules of proportion. Shares from 0 to 1. */
export interface Policy {
  readonly mode: Mode;
  readonly size: Size;
  readonly human: {
    /** At least this share of examples, and of tokens, is human. */
    readonly minimum: number;
    /** Exactly this share in the unit of the size. Absent: as much as there is. */
    readonly share?: number;
  };
  readonly caps: Readonly<Partial<Record<CapKey, Cap>>>;
  /** Synthetic examples of a later generation stay out. */
  readonly maxGeneration?: number;
  readonly unknown: UnknownTreatment;
  readonly tail: {
    /** At least this share of examples is human and carries types of the anchor's tail. */
    readonly minimum: number;
  };
  /** Share of synthetic examples, the best by merit, that may enter. 1 asks for no merit. */
  readonly earned: number;
  readonly weights: Weighting;
  readonly order: Order;
  readonly seed: number | string;
}

/** What ships: real data never runs out, and nothing is guessed. */
export const DEFAULT_POLICY: Policy = {
  mode: 'accumulate',
  size: 'all',
  human: { minimum: 0.3 },
  caps: {},
  unknown: 'exclude',
  tail: { minimum: 0 },
  earned: 1,
  weights: 'auto',
  order: 'shuffled',
  seed: 1,
};
