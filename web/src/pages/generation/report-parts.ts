import type { GenerationView } from '../../../../src/server/wire.ts';

/** What a check found of one generation. */
export type GenerationReport = NonNullable<GenerationView['report']>;

/** What is common to all generations of a check. */
export type ReportContext = NonNullable<GenerationView['context']>;
