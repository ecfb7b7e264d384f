import type { ManifestReview } from '../mix/manifest.ts';
import { count } from '../report/figures.ts';

const WORDS = [
  ['reject', 'rejected'],
  ['edit', 'edited'],
  ['relabel', 'relabelled'],
  ['accept', 'accepted'],
] as const;

/** What a review decided about the candidates of a mix, in a line or two; empty where it decided nothing. */
export function reviewText(review: ManifestReview | undefined): string {
  if (review === undefined) return '';
  const parts = WORDS.flatMap(([key, word]) => (review[key] === 0 ? [] : [`${count(review[key])} ${word}`]));
  const { seq, digest } = review.ledger;
  const lines = [
    `Review: ${parts.length === 0 ? 'no decision about a candidate' : parts.join(', ')} (ledger ${seq}:${digest.slice(0, 12)})`,
  ];
  const { outdated } = review;
  if (outdated > 0) {
    const said = outdated === 1 ? '1 decision does' : `${count(outdated)} decisions do`;
    lines.push(`  ${said} not hold: the example has another text now than was seen`);
  }
  return `\n${lines.join('\n')}\n`;
}
