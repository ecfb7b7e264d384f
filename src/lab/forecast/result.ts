import type { Unit } from './human-types.ts';
import type { Mode } from './plan.ts';
import type { Share } from './share-estimate.ts';

/** Types that human text holds `from` to `to` times. Without `to` there is no upper end. */
export interface Band {
  readonly from: number;
  readonly to?: number;
  /** Types of the band in the human text, estimated where they were sampled. */
  readonly types: number;
  /** Share of them that M units of human text are expected to hold. */
  readonly human: Share;
}

/** What a generation, or a training set, is expected to hold. */
export interface Holdings {
  /** Human units that hold as much of the tail. */
  readonly equivalent: number;
  /** Tail types, as a share of those that M units of human text hold. */
  readonly tail: Share;
  /** 1 - sum p^2 as a share of human text's: the centre, which says nothing of the tail. */
  readonly heterozygosity: number;
}

export interface ForecastGeneration {
  /** 1 is written by the model that learned from human data alone. */
  readonly generation: number;
  /** M units that the model writes: what `check` measures. */
  readonly written: Holdings;
  /** M units of the training set that the next model learns from. */
  readonly trained: Holdings;
  /** Share of each band's types in what is written, and how many types that is, in the order of the bands. */
  readonly bands: readonly (Share & { readonly types: Share['interval'] })[];
}

/** One real share of the plan. */
export interface Curve {
  /** Share of human units in what each generation adds. */
  readonly real: number;
  /** Human units a generation. */
  readonly realUnits: number;
  /** Best weight on the human rows where both kinds are scarce; undefined where there is one kind alone. */
  readonly bestWeight?: number;
  readonly generations: readonly ForecastGeneration[];
}

/** How the line's learner treats what is rare, from generations that were measured. */
export interface FidelityFit {
  /** See `Plan.fidelity`. */
  readonly fidelity: number;
  readonly interval: readonly [low: number, high: number];
  readonly generations: readonly {
    readonly name: string;
    /** Share of the tail found, of what as much human text is expected to hold. */
    readonly observed: Share;
    /** The same, forecast for a learner that repeats its frequencies. */
    readonly repeating: number;
    /** The same, forecast at the fidelity that was fitted. */
    readonly fitted: number;
  }[];
}

/** The smallest real share that keeps the tail. */
export interface RealShareNeeded {
  /** Share of the tail that as much human text holds. */
  readonly keep: number;
  readonly generations: number;
  /** Undefined where no share is enough. */
  readonly share?: Share;
  /** Human units of each generation that the share is. */
  readonly units?: number;
}

export interface ForecastSettings {
  readonly order: number;
  readonly unit: Unit;
  readonly samples: number;
  /** Units that the first model learns from. */
  readonly human: number;
  readonly mode: Mode;
  readonly fresh: boolean;
  readonly generations: number;
  readonly keep: number;
  readonly alpha: number;
}

export interface HumanSummary {
  readonly name: string;
  readonly examples: number;
  readonly tokens: number;
  /** n-grams, or examples, that were counted. */
  readonly units: number;
  readonly types: number;
  /** True where every type was kept. */
  readonly exact: boolean;
  /** Tail: the rarest attested types with a tenth of the attested units. */
  readonly tailTypes: number;
  /** Share of the tail that M units of human text hold. */
  readonly tail: Share;
  /** Chance that the next unit of human text is of a type not in it (Good-Turing): in no band, and in no forecast. */
  readonly missingMass?: number;
  /** Types not in it, at least (Chao 1984). */
  readonly unseenTypes?: number;
}

/** What becomes of the types of human text under a plan. */
export interface Forecast {
  readonly schema: 'outcross.forecast/1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly settings: ForecastSettings;
  readonly human: HumanSummary;
  readonly needed: RealShareNeeded;
  readonly observed?: FidelityFit;
  readonly bands: readonly Band[];
  readonly curves: readonly Curve[];
}
