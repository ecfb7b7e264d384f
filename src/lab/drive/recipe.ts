import type { LineOptions } from '../../compare/check-line.ts';
import type { Verdict } from '../../compare/verdict.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { Template } from './shell-template.ts';

/** How rows become examples: the reading part of a corpus's specification. */
export type Reading = Pick<
  CorpusSpec,
  'format' | 'reader' | 'textField' | 'idField' | 'groupField' | 'categoryField'
>;

export const MIX_MODES = ['replace', 'accumulate', 'subsample'] as const;
export type MixMode = (typeof MIX_MODES)[number];

/** What each model is trained on. */
export interface MixRule {
  readonly mode: MixMode;
  /** Share of human examples, 0 to 1; of `accumulate` the least. */
  readonly human?: number;
  /** Examples of a training set. */
  readonly size?: number;
}

/** The recipe as it is written: see schemas/recipe.schema.json. */
export interface RecipeConfig {
  readonly name?: string;
  readonly human: Reading & {
    readonly inputs: string | readonly string[];
    readonly holdout?: number;
    readonly source?: string;
  };
  readonly output?: Reading;
  readonly examples?: number;
  readonly mix: MixRule;
  readonly train: string;
  readonly sample: string;
  readonly base?: string;
  readonly generations: number;
  readonly stop?: readonly Verdict[];
  readonly check?: CheckRule;
  readonly seed?: number | string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly timeout?: number | string;
}

export interface CheckRule extends Pick<LineOptions, 'alpha' | 'tokens' | 'margins'> {
  readonly order?: number;
}

/** A recipe that was read and found sound. */
export interface Recipe {
  /** The file it was read from. */
  readonly file: string;
  /** Absolute: commands run here, and paths are from here. */
  readonly folder: string;
  readonly name: string;
  readonly config: RecipeConfig;
  readonly human: CorpusSpec;
  readonly output: Reading;
  readonly holdout: number;
  readonly train: Template;
  readonly sample: Template;
  readonly stop: readonly Verdict[];
  readonly seed: string;
  readonly timeoutMs: number | undefined;
  /** `file:line` of a part of the recipe. */
  readonly placeOf: (path: readonly (string | number)[]) => string;
}

/** Verdicts that end a drive unless the recipe says otherwise. */
export const DEFAULT_STOP: readonly Verdict[] = ['early', 'late'];
export const DEFAULT_HOLDOUT = 0.3;
