import type { Verdict } from '../../compare/verdict.ts';
import type { GenerationResult } from './events.ts';
import type { Figure } from './inspection.ts';
import type { StepName } from './record.ts';
import type { Work } from './work.ts';

/** What the record knows of a generation that was checked. */
export function resultOf({ record, layout }: Work, generation: number): GenerationResult {
  const facts = (step: StepName) => record.done(step, generation)!.facts;
  const { human, synthetic } = facts('mix') as { human: number; synthetic: number };
  const { examples, malformed } = facts('sample') as { examples: number; malformed: number };
  const checked = facts('check') as {
    verdict: Verdict;
    why: string;
    remedy: string;
    figures: readonly Figure[];
    reports: readonly string[];
  };
  const { verdict, why, remedy, figures } = checked;
  const reports = checked.reports.map((name) => [name, layout.file(generation, name)]);
  return {
    generation,
    training: { human, synthetic },
    examples,
    malformed,
    verdict,
    why,
    remedy,
    figures,
    reports: Object.fromEntries(reports) as Record<string, string>,
  };
}
