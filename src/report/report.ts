import type { Finding } from '../base/finding.ts';
import type { Diagnosis } from '../compare/model/diagnose.ts';
import type { Signal } from '../compare/signal.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { PictureReport } from './pictures/picture-report.ts';

/** Size and make-up of one corpus. */
export interface CorpusSummary {
  readonly name: string;
  readonly examples: number;
  readonly tokens: number;
  readonly characters: number;
  readonly bytes: number;
  readonly malformedRows: number;
  /** True where the type sample kept every type of every order. */
  readonly exact: boolean;
  /** Examples by origin, `unknown` included. */
  readonly origins: Readonly<Record<string, number>>;
}

/** How much of the human types of one frequency class the generation still produces. */
export interface SurvivalBand {
  readonly order: number;
  /** Occurrences in the holdout, inclusive range; `to` is omitted in the last class. */
  readonly from: number;
  readonly to?: number;
  /** Types of the holdout in this class (estimated where sampled). */
  readonly types: number;
  /** Share found in the generation and in the reservoir, at equal size. */
  readonly value: number;
  readonly baseline: number;
  /** Interval of `value`. */
  readonly interval: readonly [number, number];
}

/** What kind of thing a lost type is; see `lostCategory`. */
export type LostCategory = 'word' | 'name' | 'number' | 'mixed' | 'sign' | 'phrase';

/** A type that human text holds and the generation lost. */
export interface LostType {
  /** The words, joined by spaces. */
  readonly type: string;
  readonly order: number;
  readonly holdoutCount: number;
  readonly holdoutExamples: number;
  readonly reservoirCount: number;
  /** By its spelling; absent in reports of versions that told none. */
  readonly category?: LostCategory;
  /** A human passage that holds it, with the offsets of the type in it. Absent where profiles carry no text. */
  readonly passage?: { readonly text: string; readonly start: number; readonly end: number };
}

/** Points of a rank-frequency curve, rank from 1, share of tokens; at most a few hundred points. */
export type RankFrequency = readonly (readonly [rank: number, share: number])[];

export interface CategoryRow {
  readonly category: string;
  readonly human: number;
  readonly generation: number;
  readonly vanished: boolean;
}

/** Perplexity of some texts under one model. */
export interface ScissorsFigure {
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly texts: number;
}

/** How surprising human text and their own output are to the user's own models, generation by generation. */
export interface Scissors {
  /** What the perplexities are told by. */
  readonly unit: 'word' | 'byte' | 'token';
  /** The model that the signals `model.perplexity.*` are ratios to. */
  readonly reference: string;
  /** True where all models scored the same texts of the holdout. */
  readonly paired: boolean;
  /** How many texts that are. */
  readonly common: number;
  readonly points: readonly {
    /** A generation, or `human` for a model of human text. */
    readonly name: string;
    readonly holdout: ScissorsFigure;
    readonly own?: ScissorsFigure;
    readonly train?: ScissorsFigure;
    readonly validation?: ScissorsFigure;
  }[];
}

export interface GenerationReport {
  readonly name: string;
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly why: string;
  /** Which definition of model collapse the verdict speaks of. */
  readonly definition: string;
  /** What to do now, one or more sentences. */
  readonly remedy: string;
  readonly findings: readonly Finding[];
  /** Overfitting told from collapse. Absent where the training set is not known. */
  readonly diagnosis?: Diagnosis;
  readonly signals: readonly Signal[];
  readonly corpus: CorpusSummary;
  /** Examples by origin; the declared make-up of the generation itself. */
  readonly provenance: Readonly<Record<string, number>>;
  readonly survival: readonly SurvivalBand[];
  readonly lost: readonly LostType[];
  readonly rankFrequency: RankFrequency;
  readonly categories: readonly CategoryRow[];
  /** Of the last generation of a line of pictures: what it lost and what it repeats. */
  readonly pictures?: PictureReport;
  /** For `inconclusive`: tokens a side that would decide, where that can be computed. */
  readonly sampleThatWouldDecide?: number;
}

/** One signal through the generations of the line. */
export interface Trend {
  /** See `signalKey`. */
  readonly key: string;
  readonly id: string;
  readonly order?: number;
  readonly band?: number;
  readonly direction: Signal['direction'];
  readonly points: readonly {
    readonly generation: string;
    readonly ratio: number;
    readonly interval: readonly [number, number];
  }[];
  /** Change of ln(ratio) a generation, weighted least squares, with its interval. */
  readonly slope: number;
  readonly slopeInterval: readonly [number, number];
  /** One-sided, in the direction of collapse. */
  readonly pValue: number;
  /** True where the test, corrected for signals and generations, finds it worse. */
  readonly worsening: boolean;
  /** Generations until half is lost, at the fitted slope; absent where it does not fall. */
  readonly halfLife?: { readonly generations: number; readonly interval: readonly [number, number] };
  /** The margin of the level test, on the ratio scale, and the generation that first lies wholly beyond it. */
  readonly margin?: number;
  readonly crossedAt?: string;
}

export interface Trajectory {
  readonly generations: readonly string[];
  readonly trends: readonly Trend[];
  /** First generation called early and late. */
  readonly firstEarly?: string;
  readonly firstLate?: string;
}

/** Everything that `check` found. A plain value: terminal, HTML, Markdown and JSON are views of it. */
export interface Report {
  readonly schema: 'outcross.report/1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  /** `passed` or `failed` by `failOn`. */
  readonly status: 'passed' | 'failed';
  readonly settings: {
    readonly alpha: number;
    readonly margin: number;
    readonly failOn: readonly Verdict[];
    /** Whose verdict counts; absent: that of any generation. */
    readonly gateOn?: 'newest';
    readonly tokenizer: string;
    readonly hash: string;
    readonly blocks: number;
    /** Nearest neighbours of the measures on feature vectors (`space.coverage` and its kin); absent where none was taken. */
    readonly neighbours?: number;
  };
  readonly human: {
    readonly holdout: CorpusSummary;
    readonly reservoir: CorpusSummary;
    /** True where one human corpus was given and split by group. */
    readonly split: boolean;
    readonly rankFrequency: RankFrequency;
  };
  readonly generations: readonly GenerationReport[];
  /** Absent for a single generation. */
  readonly trajectory?: Trajectory;
  /** Absent where no scores under models were given. */
  readonly scissors?: Scissors;
  /** Of the inputs: malformed rows, sampling, sizes. */
  readonly findings: readonly Finding[];
}
