import { computed } from './kind.ts';
import { counts, file, files, severity } from './parts.ts';
import {
  count,
  interval,
  list,
  name,
  number,
  object,
  oneOf,
  optional,
  sha256,
  share,
  text,
} from './shape.ts';

/** A generation was held against human text. The verdict is an event of its own. */
export const generationChecked = computed({
  /** From 1, in the line. */
  position: count(),
  /** Absent, as are the others, where it came through a pipe. */
  corpus: optional(files),
  holdout: optional(files),
  reservoir: optional(files),
  trainedOn: optional(files),
  examples: count(),
  tokens: count(),
  malformedRows: optional(count()),
  origins: optional(counts),
  /** Classes of the human text that it was held against: none where it names no category. */
  classes: optional(count()),
  alpha: share(),
  margin: share(),
  /** The report, as the workspace keeps it: JSON, under its digest. */
  report: optional(file),
  /** The web page that was written of it. */
  page: optional(file),
});

/** A signal, as a ratio to human text against human text. */
const signal = object({
  id: name(200),
  order: optional(count()),
  band: optional(number()),
  direction: oneOf('falls', 'rises', 'flag'),
  value: optional(number()),
  baseline: optional(number()),
  ratio: number(),
  interval: optional(interval()),
});

export const verdictGiven = computed(
  {
    position: count(),
    verdict: oneOf('healthy', 'narrow', 'early', 'late', 'shifted', 'inconclusive'),
    why: text(2_000),
    remedy: optional(text(4_000)),
    /** What a person reads first; the report has all. */
    signals: list(signal, 50),
    findings: list(object({ id: name(200), severity }), 1_000),
    /** SHA-256 of the corpus, as in `generation.checked`. */
    corpus: optional(sha256()),
  },
  'verdict',
);
