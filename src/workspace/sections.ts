import type { Verdict } from '../compare/verdict.ts';

/** A file, folder or pattern, or several; relative to the file that names them. */
export type Files = string | readonly string[];

/** One of `generations`: its corpus, or more. */
export type GenerationSection =
  | string
  | {
      readonly name?: string;
      readonly corpus: Files;
      readonly trainedOn?: Files;
      readonly model?: string;
      readonly modelScores?: ModelScoresSection;
    };

/** Files of scores under a generation's own model: see `outcross perplexity`. */
export interface ModelScoresSection {
  readonly holdout: string;
  readonly own?: string;
  readonly train?: string;
  readonly validation?: string;
}

/** Under `engine`: where corpora are read, by name or in full. */
export type EngineSection =
  | 'embedded'
  | 'spark'
  | {
      readonly name?: 'embedded' | 'spark';
      readonly master?: string;
      /** Relative to the file where it is more than a name, as is `archive`. */
      readonly python?: string;
      readonly conf?: Readonly<Record<string, string>>;
      readonly archive?: string;
      readonly taskBytes?: number;
    };

/** The engine that `outcross.yaml` names; that of this process where it names none. */
export function engineName(section: EngineSection | undefined): 'embedded' | 'spark' {
  return (typeof section === 'string' ? section : section?.name) ?? 'embedded';
}

/** Under `mix`. */
export interface MixSection {
  readonly inputs?: Files;
  readonly output?: string;
  readonly rejects?: string;
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Under `gates`. */
export interface GatesSection {
  readonly failOn?: readonly Exclude<Verdict, 'healthy'>[];
  readonly audit?: {
    readonly severity?: Severity | 'none';
    readonly score?: number;
    readonly unanswered?: boolean;
  };
  /** Days. */
  readonly checkEvery?: number;
  readonly drillEvery?: number;
}

/** One of `waivers`. */
export interface WaiverSection {
  readonly item: string;
  readonly owner: string;
  readonly reason: string;
  /** A day, `YYYY-MM-DD`: the last on which it holds, in UTC. */
  readonly expires: string;
}

/** Under `alerts`. */
export interface AlertsSection {
  readonly webhook?: string;
  readonly secretEnv?: string;
  readonly on?: readonly Verdict[];
}
