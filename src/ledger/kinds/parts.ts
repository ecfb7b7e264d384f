import { count, list, name, object, oneOf, optional, sha256, table, type ValueOf } from './shape.ts';

/** Origins of provenance; see src/corpus/example.ts. */
export const origin = oneOf('human', 'synthetic', 'mixed', 'unknown');

export const severity = oneOf('info', 'notice', 'warning', 'critical');

/** How something that passes or fails ended. */
export const result = oneOf('passed', 'failed');

/** How work ended. */
export const ending = oneOf('done', 'failed', 'cancelled');

/** A file: its name relative to the workspace, with `/`. */
export const file = object({ name: name(1_024), bytes: count(), sha256: sha256() });
export type FileFact = ValueOf<typeof file>;

/**
 * One or more files that are one corpus. `sha256` is that of the file where there is one, else of the canonical JSON of the
 * sorted list of their digests, so that equal corpora are found again under other names. A corpus of many files is not listed.
 */
export const files = object({
  name: name(1_024),
  count: count(),
  bytes: count(),
  sha256: sha256(),
  files: optional(list(file, 100)),
});
export type FilesFact = ValueOf<typeof files>;

/** Examples by a name that is data: an origin, a source, a reason. */
export const counts = table(count(), 10_000);

/** Examples of a corpus by what provenance says of them. */
export const composition = object({
  origin: counts,
  source: optional(counts),
  model: optional(counts),
  generation: optional(counts),
});

/** Under this name a composition counts what is beyond the values that it names: no source and no model is called so. */
export const OTHERS = '(others)';
