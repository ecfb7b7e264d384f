/** How much a finding matters: `critical` fails a gate by default, `info` never does. */
export type Severity = 'info' | 'notice' | 'warning' | 'critical';

/**
 * A named observation. Verdicts, audits and filters all speak in findings.
 * `id` is stable and dotted, e.g. `tail.coverage.low`, `input.malformed-rows`.
 */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence in plain words. */
  readonly message: string;
  /** The quantity observed, when there is one. */
  readonly measure?: number;
  /** Confidence interval of `measure`. */
  readonly interval?: readonly [number, number];
  /** What it was seen in: a file and row, a signal, a generation. */
  readonly where?: string;
  /** What to do about it. */
  readonly remedy?: string;
}
