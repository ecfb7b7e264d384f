import type { Finding } from '../../base/finding.ts';
import type { Comparison } from '../../compare/pair.ts';
import type { Subject } from '../../compare/subject.ts';
import type { Profile } from '../../profile/profile.ts';
import { lostNameFindings, unparsedFindings } from './code-findings.ts';
import { columnFindings, lostColumnFindings } from './column-findings.ts';
import { uncoveredFindings, vectorFindings } from './space-findings.ts';

/** What is odd about the content of one input: sources, columns, vectors. */
export function contentFindings(name: string, profile: Profile): Finding[] {
  return [
    ...unparsedFindings(name, profile),
    ...columnFindings(name, profile),
    ...vectorFindings(name, profile),
  ];
}

/** What of the human content a generation has lost: names, columns, regions of the space of vectors. */
export function lostContentFindings(comparison: Comparison, subject: Subject): Finding[] {
  const { human, options } = comparison;
  return [
    ...lostNameFindings(human, subject),
    ...lostColumnFindings(human, subject),
    ...uncoveredFindings(comparison, subject, options.space?.k),
  ];
}
