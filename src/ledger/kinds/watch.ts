import { computed } from './kind.ts';
import { ending, file, files, result, severity } from './parts.ts';
import { count, list, name, number, object, oneOf, optional, share, text } from './shape.ts';

export const alertRaised = computed(
  { finding: name(200), severity, message: text(2_000), generation: optional(name()) },
  'severity',
);

export const alertDelivered = computed(
  {
    /** Host of the receiver or name of the channel: never an address with a secret in it. */
    to: name(300),
    attempts: count(),
    result,
    status: optional(count()),
    error: optional(text(1_000)),
  },
  'result',
);

const step = object({ name: name(200), seconds: number(), result });

export const drillRan = computed(
  { scenario: name(200), steps: list(step), seconds: number(), result },
  'result',
);

export const recoveryPlanned = computed({
  verdict: oneOf('narrow', 'early', 'late', 'shifted'),
  generation: name(),
  lastHealthy: optional(name()),
  plan: text(8_000),
  /** Share of human data that the plan brings back. */
  humanShare: optional(share()),
  examples: optional(count()),
  output: optional(files),
});

export const recipeStep = computed(
  {
    recipe: file,
    step: name(200),
    /** From 1. */
    position: count(),
    result: ending,
    seconds: optional(number()),
    inputs: optional(list(files)),
    outputs: optional(list(files)),
    error: optional(text(2_000)),
  },
  'result',
);

export const jobEnded = computed(
  { command: name(2_000), result: ending, seconds: optional(number()), error: optional(text(2_000)) },
  'result',
);
