import { optimalRealWeight } from '../stats/real-weight.ts';
import { pastHumanShare } from './ledger-story.ts';
import { MOST_SHARE, neededOf } from './needed.ts';
import type { Needed, Outlook } from './plan.ts';
import type { Situation } from './situation.ts';

/** How much human data is needed, and what to expect of it. */
export function standing(situation: Situation): { needed: Needed; outlook?: Outlook } {
  const { checked, place, story, policy } = situation;
  const { comparison, alpha, margins } = checked;
  if (!isText(situation)) return { needed: byPolicy(situation) };
  return neededOf({
    ...comparison.human,
    generation: comparison.generations[place],
    generatedTokens: tokensUpTo(situation),
    line: comparison.generations.slice(0, place + 1).map(({ name, profile }) => ({ name, profile })),
    pastShare: pastHumanShare(story, place + 1),
    keep: 1 - margins.level,
    policyShare: policy.human.minimum,
    alpha,
  });
}

/** Of pictures, tables and vectors no type is rare: the policy alone speaks of a share. */
function byPolicy(situation: Situation): Needed {
  const { policy, checked } = situation;
  const share = Math.min(MOST_SHARE, Math.max(policy.human.minimum, LEAST_SHARE));
  const generatedTokens = tokensUpTo(situation);
  const ratio = share / (1 - share);
  return {
    humanShare: share,
    generatedTokens,
    humanTokens: Math.ceil(ratio * generatedTokens),
    keep: 1 - checked.margins.level,
    generations: 1,
    policy: policy.human.minimum,
    bestWeight: optimalRealWeight(ratio),
  };
}

/** Of the generations that stay: all of them, for an early collapse is no reason to throw any away. */
function tokensUpTo({ checked, place }: Situation): number {
  return checked.comparison.generations.slice(0, place + 1).reduce((sum, { tokens }) => sum + tokens, 0);
}

/** Where nothing tells how much is needed. */
const LEAST_SHARE = 0.5;

/** True where types are words: an example's types are found in its text. */
export function isText({ checked }: Situation): boolean {
  return checked.comparison.human.reservoir.profile.settings.modality === 'text';
}
