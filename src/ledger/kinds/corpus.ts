import { computed, decided } from './kind.ts';
import { counts, files, origin } from './parts.ts';
import { count, interval, list, moment, name, object, optional, share, text } from './shape.ts';

/** Somebody said where data come from. */
export const sourceRegistered = decided({
  name: name(),
  origin,
  license: optional(text(200)),
  owner: optional(text(200)),
  url: optional(text(2_000)),
  category: optional(text(100)),
  collected: optional(object({ from: optional(moment()), to: optional(moment()) })),
  files: optional(files),
  note: optional(text(4_000)),
  /** Models whose output is known to flow into it, though nobody here put it there. */
  fedBy: optional(list(name(), 100)),
});

/** An input is absent where it came through a pipe: it cannot be read again for its digest. */
const input = optional(files);

export const corpusTagged = computed({
  input,
  output: files,
  /** What all examples were said to be, where nothing else spoke. */
  set: optional(object({ source: optional(name()), model: optional(name()), generation: optional(count()) })),
  examples: count(),
  /** Examples whose provenance is not what it was. */
  changed: optional(count()),
  origins: counts,
  malformedRows: optional(count()),
});

export const corpusFiltered = computed({
  input,
  output: files,
  rejected: optional(files),
  kept: count(),
  dropped: count(),
  /** Examples by the filter that dropped them. */
  reasons: counts,
});

export const corpusDeduplicated = computed({
  input,
  output: files,
  reference: optional(files),
  kept: count(),
  dropped: count(),
  exact: optional(count()),
  near: optional(count()),
  shared: optional(count()),
  threshold: optional(share()),
});

export const corpusWatermarkScanned = computed({
  input,
  output: optional(files),
  examples: count(),
  marked: count(),
  /** Estimated share of marked text, and its interval. */
  share: optional(share()),
  interval: optional(interval()),
  /** Ids of the keys that were tried. */
  keys: list(name(200), 1_000),
});

export const anchorSplit = computed({
  input,
  reservoir: files,
  holdout: files,
  examples: optional(object({ reservoir: count(), holdout: count() })),
  groups: optional(count()),
  /** Of the holdout. */
  share: share(),
  strata: optional(list(name(200), 50)),
});
