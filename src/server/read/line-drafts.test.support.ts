import fc from 'fast-check';
import type { EventDraft } from '../../ledger/event.ts';
import { draft, job, review } from '../../ledger/fixtures.test.support.ts';
import { alerted, checked, judged, LINE } from './line.test.support.ts';

/** The fact of a kept report. */
export const keptAs = (n: number) => ({
  name: `.outcross/reports/${String(n).repeat(64).slice(0, 64)}.json`,
  bytes: n,
  sha256: '0'.repeat(64),
});

/** Facts of this line and of another one, and some that are of none. */
export const someDraft: fc.Arbitrary<EventDraft> = fc
  .record({
    what: fc.constantFrom('checked', 'reported', 'judged', 'alerted', 'review', 'job', 'audit'),
    id: fc.constantFrom('g1', 'g2', 'g3', '__proto__', 'constructor'),
    position: fc.integer({ min: 1, max: 4 }),
    verdict: fc.constantFrom('healthy', 'narrow', 'early', 'late'),
    line: fc.constantFrom(LINE, LINE, 'other'),
  })
  .map(({ what, id, position, verdict, line }) => {
    if (what === 'checked') return checked(id, position, {}, { line });
    if (what === 'reported') return checked(id, position, { report: keptAs(position) }, { line });
    if (what === 'judged') return judged(id, position, verdict, {}, { line });
    if (what === 'alerted') return alerted(id, `${id} ${position}`, line);
    if (what === 'job') return job(id);
    if (what === 'review') return review(id);
    return draft(
      'audit.ran',
      [
        { type: 'audit', id },
        { type: 'line', id: line },
      ],
      {
        when: 'all',
        result: 'passed',
        items: { passed: position },
        stages: {},
        failed: [],
        version: '1',
      },
    );
  });
