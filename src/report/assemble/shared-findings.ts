import type { Finding } from '../../base/finding.ts';
import { percentage } from '../../base/percent.ts';
import type { Comparison } from '../../compare/pair.ts';
import { copied } from '../../compare/rarefied.ts';
import type { Subject } from '../../compare/subject.ts';

/** Share of either corpus that stands in the other from which it is told. */
const SHARED = 0.05;

/** And as a multiple of what two human samples share: short texts coincide, and so do copies within the human text. */
const TIMES_HUMAN = 3;

/** From this share on two corpora are one, whatever is usual. */
const SAME = 0.5;

/**
 * Corpora that hold, word for word, examples of the holdout that they are measured against: what they have of it they did
 * not find by themselves, so that coverage and perplexity look better than they are. Of words and code alone.
 */
export function sharedFindings({ human, generations }: Comparison): Finding[] {
  const { holdout, reservoir } = human;
  const { modality } = holdout.profile.settings;
  if (modality !== 'text' && modality !== 'code') return [];
  const usual = inBoth(reservoir, holdout);
  const least = Math.min(SAME, Math.max(SHARED, TIMES_HUMAN * usual.most));
  return [reservoir, ...generations].flatMap((subject) => {
    const shared = inBoth(subject, holdout);
    return shared.most < (subject === reservoir ? SAME : least) ? [] : [finding(subject.name, shared)];
  });
}

interface Shared {
  /** Share of the subject's examples that stand in the holdout too, share of the holdout's that stand in it, the larger. */
  readonly own: number;
  readonly others: number;
  readonly most: number;
}

function inBoth(subject: Subject, holdout: Subject): Shared {
  const own = copied(subject, holdout, 0)?.value ?? 0;
  const others = copied(holdout, subject, 0)?.value ?? 0;
  return { own, others, most: Math.max(own, others) };
}

function finding(name: string, { own, others }: Shared): Finding {
  return {
    id: 'input.shared-with-holdout',
    severity: 'warning',
    message: `${name} shares examples word for word with the human text that it is measured against (${percentage(own, 0)} of its own, ${percentage(others, 0)} of that): it looks more human than it is.`,
    measure: own,
    where: name,
    remedy: 'Take them out: `outcross dedup CORPUS --against HUMAN -o OUT`.',
  };
}
