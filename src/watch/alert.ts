import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { BodyOf } from '../ledger/kinds.ts';

export const ALERT_SCHEMA = 'outcross.alert/1';

export type AlertSeverity = 'info' | 'notice' | 'warning' | 'critical';

/** What somebody is told. A plain value; what is sent is its JSON, the same bytes at every attempt. */
export interface Alert {
  readonly schema: typeof ALERT_SCHEMA;
  /** The same for the same content of the same line, whoever watches: a receiver that knows it need do nothing. */
  readonly id: string;
  /** `verdict.early` and the like, or `corpus.unreadable`. */
  readonly finding: string;
  readonly severity: AlertSeverity;
  readonly line: string;
  readonly generation: string;
  readonly message: string;
  readonly remedy?: string;
  readonly verdict?: Verdict;
  /** From 1, in the line. */
  readonly position?: number;
  /** SHA-256 of the corpus. */
  readonly corpus?: string;
  readonly signals?: BodyOf<'verdict.given'>['signals'];
  /** When it was found, RFC 3339. */
  readonly at: string;
}

const SEVERITIES: Readonly<Record<Verdict, AlertSeverity>> = {
  healthy: 'info',
  narrow: 'notice',
  inconclusive: 'notice',
  shifted: 'warning',
  early: 'warning',
  late: 'critical',
};

/** What an alert is of. */
export interface Occasion {
  readonly line: string;
  readonly generation: string;
  /** SHA-256 of the corpus; of what it looks like, where it cannot be read. */
  readonly content: string;
  readonly at: string;
}

export function verdictAlert(occasion: Occasion, body: Omit<BodyOf<'verdict.given'>, 'version'>): Alert {
  const { verdict, why, remedy, position, signals } = body;
  return {
    ...headOf(occasion, `verdict.${verdict}`),
    severity: SEVERITIES[verdict],
    message: why,
    ...(remedy === undefined ? {} : { remedy }),
    verdict,
    position,
    corpus: occasion.content,
    signals,
  };
}

export function unreadableAlert(occasion: Occasion, message: string, remedy: string | undefined): Alert {
  return {
    ...headOf(occasion, 'corpus.unreadable'),
    severity: 'critical',
    message,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function headOf({ line, generation, content, at }: Occasion, finding: string) {
  return {
    schema: ALERT_SCHEMA,
    id: alertId(line, finding, content),
    finding,
    line,
    generation,
    at,
  } as const;
}

/** 128 bits, in hexadecimal. The name of the generation takes no part: a renamed file is no news. */
export function alertId(line: string, finding: string, content: string): string {
  return createHash('sha256').update(canonicalJson({ line, finding, content })).digest('hex').slice(0, 32);
}
