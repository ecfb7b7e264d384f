import { type Audit, audit } from '../../audit/audit.ts';
import { DAY, facts, NOW, withVerdict } from '../../audit/facts.test.support.ts';

const VERSION = { version: '1.2.3' };

/** Of a workspace where all is well. */
export const GREEN: Audit = audit(facts(), VERSION);

/** Text that would do harm where it is not made harmless. */
export const HOSTILE = '<img src=x onerror=1>|`$(rm)` @team "q" \u202e ]]>';

/** Of a workspace with failing, unanswered and waived items, and hostile names. */
export const RED: Audit = audit(
  {
    ...withVerdict({ verdict: 'late', why: HOSTILE }),
    line: HOSTILE,
    drills: [],
    answers: {},
    fileDigests: [],
    mixes: [],
    checks: [{ ...facts().checks[0], at: NOW - 40 * DAY }],
    waivers: [
      {
        item: 'health.fresh',
        owner: HOSTILE,
        reason: 'holidays',
        until: NOW + DAY,
        expires: '2026-06-15',
        where: 'outcross.yaml:31',
      },
    ],
  },
  VERSION,
);
