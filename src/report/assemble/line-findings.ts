import type { Finding } from '../../base/finding.ts';
import type { LineAssessment } from '../../compare/assess.ts';
import type { Comparison } from '../../compare/pair.ts';
import { constantFindings } from './column-findings.ts';
import { contentFindings } from './content-findings.ts';
import { blockFindings, inputFindings, troubleFindings } from './input-findings.ts';
import { animationFindings } from './pictures.ts';
import { scoreFindings } from './scissors.ts';
import { sharedFindings } from './shared-findings.ts';

/** What a reader must know of the inputs of a check; `split` as in `AssembleOptions`. */
export function lineFindings(comparison: Comparison, line: LineAssessment, split: boolean): Finding[] {
  const { human, generations } = comparison;
  return [
    ...humanFindings(comparison, split),
    ...sharedFindings(comparison),
    ...constantFindings(human.holdout.profile),
    ...generations.flatMap(({ name, profile }) => inputFindings(name, profile)),
    ...[human.holdout, ...generations].flatMap(animationFindings),
    ...scoreFindings(
      line.models,
      generations.map(({ name }) => name),
    ),
  ];
}

/** The halves of one corpus were read together: its malformed rows are told once. */
function humanFindings({ human }: Comparison, split: boolean): Finding[] {
  const { holdout, reservoir, training } = human;
  const sides = [holdout, reservoir];
  const found = split
    ? [
        ...troubleFindings('the human text', holdout.profile),
        ...sides.flatMap(({ name, profile }) => [
          ...blockFindings(name, profile),
          ...contentFindings(name, profile),
        ]),
      ]
    : sides.flatMap(({ name, profile }) => inputFindings(name, profile));
  return training === undefined
    ? found
    : [...found, ...troubleFindings('the training set', training.profile)];
}
