import type { Audit } from '../../audit/audit.ts';
import type { Verdict } from '../../compare/verdict.ts';
import type { GenerationReport, Report } from '../report.ts';

/** What a run of CI found: a report of check, an audit, or both. */
export interface Results {
  readonly check?: Report;
  readonly audit?: Audit;
  /** The newest generation. */
  readonly newest?: GenerationReport;
  readonly verdict?: Verdict;
  /** Of the audit, 0 to 100. */
  readonly score?: number;
  /** Failed where either did. */
  readonly status: 'passed' | 'failed';
}

export function resultsOf(check: Report | undefined, audit: Audit | undefined): Results {
  const newest = check?.generations.at(-1);
  const failed = check?.status === 'failed' || audit?.status === 'failed';
  return {
    ...(check === undefined ? {} : { check }),
    ...(audit === undefined ? {} : { audit }),
    ...(newest === undefined ? {} : { newest, verdict: newest.verdict }),
    ...(audit?.score === undefined ? {} : { score: audit.score }),
    status: failed ? 'failed' : 'passed',
  };
}
