import type { ReviewFacts } from '../../audit/facts.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import type { LedgerStore } from '../../ledger/store.ts';

export interface Reviews {
  readonly facts: ReviewFacts;
  /** Ids of the examples whose newest decision is to reject them. */
  readonly rejected: ReadonlySet<string>;
}

export const NO_REVIEWS: Reviews = {
  facts: { decided: 0, rejected: 0, reviewers: 0, twice: 0, agreed: 0 },
  rejected: new Set(),
};

/** The newest decision of each reviewer about each example; `skip` decides nothing, `undo` takes back one's own. Throws as the store. */
export async function reviewsIn(store: LedgerStore): Promise<Reviews> {
  const reviewers = new Set<string>();
  const examples = new Map<string, Map<string, string>>();
  for await (const { body, subjects } of store.events({ kinds: ['review.decided'] })) {
    const { decision, reviewer, origin } = body as BodyOf<'review.decided'>;
    if (decision === 'skip') continue;
    // Two who relabel to different origins do not agree.
    const word = decision === 'relabel' ? `relabel ${origin ?? 'unknown'}` : decision;
    for (const { type, id } of subjects) {
      if (type !== 'example') continue;
      const own = examples.get(id) ?? new Map<string, string>();
      // Set anew, so that the newest comes last.
      own.delete(reviewer);
      if (decision !== 'undo') {
        own.set(reviewer, word);
        reviewers.add(reviewer);
      }
      if (own.size === 0) examples.delete(id);
      else examples.set(id, own);
    }
  }
  const rejected = new Set<string>();
  let twice = 0;
  let agreed = 0;
  for (const [id, own] of examples) {
    const decisions = [...own.values()];
    if (decisions.at(-1) === 'reject') rejected.add(id);
    if (decisions.length < 2) continue;
    twice++;
    if (new Set(decisions).size === 1) agreed++;
  }
  const facts = { decided: examples.size, rejected: rejected.size, reviewers: reviewers.size, twice, agreed };
  return { facts, rejected };
}
