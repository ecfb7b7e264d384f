import { computed, decided } from './kind.ts';
import { counts, file, result } from './parts.ts';
import { flag, list, moment, name, number, object, oneOf, optional, share, table, text } from './shape.ts';

export const auditRan = computed(
  {
    when: oneOf('before-ingest', 'before-training', 'after-training', 'standing', 'all'),
    result,
    /** Items by how they ended: passed, failed, not answered, waived. */
    items: counts,
    /** Share of what applies that passed, by stage. */
    stages: table(share(), 50),
    failed: list(name(200), 500),
    /** 0 to 100; absent where nothing applied. */
    score: optional(number()),
    /** What it was judged by: the next audit sees whether it was loosened since. */
    settings: optional(
      object({
        failOn: list(name(40), 20),
        severity: name(40),
        score: number(),
        unanswered: flag(),
        checkEvery: number(),
        drillEvery: number(),
        mode: name(40),
        humanMinimum: share(),
      }),
    ),
    report: optional(file),
  },
  'result',
);

/** A person answered an item of the audit that no computer can. */
export const auditAnswered = decided(
  {
    item: name(200),
    answer: oneOf('yes', 'no', 'not-applicable'),
    /** Who answers for it, where it is not the actor. */
    owner: optional(name(200)),
    evidence: optional(text(4_000)),
    until: optional(moment()),
  },
  'answer',
);

/** An item failed, and somebody answers for that until a day. */
export const waiverUsed = decided({
  item: name(200),
  owner: name(200),
  reason: text(4_000),
  until: moment(),
  audit: optional(object({ result })),
});
