import type { Verdict } from '../../compare/verdict.ts';
import type { Figure } from './inspection.ts';
import type { StepName } from './record.ts';

/** A generation that was driven and checked. */
export interface GenerationResult {
  readonly generation: number;
  /** Examples that its model was trained on. */
  readonly training: { readonly human: number; readonly synthetic: number };
  /** Examples that it put out. */
  readonly examples: number;
  readonly malformed: number;
  readonly verdict: Verdict;
  readonly why: string;
  readonly remedy: string;
  readonly figures: readonly Figure[];
  /** Absolute paths of its reports, by file name. */
  readonly reports: Readonly<Record<string, string>>;
}

/** What a drive tells while it runs, in order. */
export type DriveEvent =
  /** `resumed`: steps were done before. */
  | { readonly kind: 'started'; readonly folder: string; readonly resumed: boolean }
  | { readonly kind: 'note'; readonly message: string }
  /** A step begins. */
  | { readonly kind: 'step'; readonly step: StepName; readonly generation: number; readonly command?: string }
  /** A step is done, now or in a run before (`kept`). */
  | { readonly kind: 'done'; readonly step: StepName; readonly generation: number; readonly kept: boolean }
  | { readonly kind: 'generation'; readonly result: GenerationResult; readonly kept: boolean };

/** How a drive ended: at the number of generations asked for, or at a verdict of the newest. */
export interface DriveResult {
  readonly reason: 'generations' | 'verdict';
  readonly generations: readonly GenerationResult[];
}
