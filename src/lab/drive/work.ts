import type { Inspect } from './inspection.ts';
import type { Layout } from './layout.ts';
import type { Recipe } from './recipe.ts';
import type { DriveRecord } from './record.ts';

/** What a caller of a drive gives beside the recipe. */
export interface DriveOptions {
  /** Folder that everything is written to; made where it is not. */
  readonly folder: string;
  readonly inspect: Inspect;
  /** Stops the drive cleanly; it can be taken up again. */
  readonly signal?: AbortSignal;
  /** After `signal`: kills the command that runs at once. */
  readonly hurry?: AbortSignal;
  /** Environment of the commands, beside the recipe's. Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The shell command that {outcross} becomes. Default `outcross`. */
  readonly outcross?: string;
  /** Milliseconds between the signals that stop a command: SIGINT, SIGTERM, SIGKILL. Default 10,000. */
  readonly graceMs?: number;
  /** Threads that profile; see `EmbeddedOptions`. */
  readonly workers?: number;
}

/** What all steps work with. */
export interface Work {
  readonly recipe: Recipe;
  readonly options: DriveOptions;
  readonly layout: Layout;
  readonly record: DriveRecord;
}

/** What a step made: paths from the drive's folder, and what to remember. */
export interface Made {
  readonly outputs: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
}
