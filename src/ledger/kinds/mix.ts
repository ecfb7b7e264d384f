import { computed } from './kind.ts';
import { composition, counts, file, files } from './parts.ts';
import { count, flag, list, name, number, object, optional, sha256, text } from './shape.ts';

/** What a rule of the policy wanted, and what came of it. */
const rule = object({ id: name(200), kept: flag(), note: optional(text(1_000)) });

export const mixPlanned = computed({
  inputs: list(files),
  /** SHA-256 of the canonical JSON of the policy. */
  policy: sha256(),
  candidates: count(),
  chosen: count(),
  composition,
  rules: optional(list(rule)),
  /** What was short, in words, where the policy could not be kept. */
  short: optional(list(text(1_000))),
});

export const mixBuilt = computed({
  inputs: list(files),
  output: files,
  manifest: optional(file),
  rejects: optional(files),
  policy: sha256(),
  /** Generation of the line that is to be trained on it. */
  generation: optional(count()),
  examples: count(),
  tokens: optional(count()),
  composition,
  rules: optional(list(rule)),
  fates: optional(counts),
  verdict: optional(name(40)),
  tailRatio: optional(number()),
});
