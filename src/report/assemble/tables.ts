import { attestedCategories } from '../../compare/categories.ts';
import type { Comparison } from '../../compare/pair.ts';
import type { Subject } from '../../compare/subject.ts';
import { CLASSES, classFloor, survival } from '../../compare/survival.ts';
import { total } from '../../profile/tally.ts';
import type { CategoryRow, SurvivalBand } from '../report.ts';

/** Survival by frequency class of one order. */
export function survivalBands(
  holdout: Subject,
  reservoir: Subject,
  subject: Subject,
  order: number,
  quantile: number,
): SurvivalBand[] {
  const own = survival(holdout, subject, order);
  const base = survival(holdout, reservoir, order);
  return own.flatMap((band, k) => {
    const human = base[k];
    if (band === undefined || human === undefined) return [];
    const { value, variance, floor = 0 } = band.share;
    const reach = Math.exp(quantile * Math.sqrt(variance));
    return [
      {
        order,
        from: classFloor(k),
        ...(k === CLASSES - 1 ? {} : { to: classFloor(k + 1) - 1 }),
        types: Math.round(band.types),
        value,
        baseline: human.share.value,
        // Nothing found may be a little missed.
        interval: [value / reach, Math.min(1, Math.max(value, floor) * reach)] as const,
      },
    ];
  });
}

/** Attested categories with their shares of the examples; empty where the generation names none. */
export function categoryRows({ human }: Comparison, subject: Subject): CategoryRow[] {
  if (subject.profile.categories.size === 0) return [];
  return attestedCategories(human.holdout.profile).map((category) => {
    const generation = total(subject.profile.categories.get(category) ?? new Float64Array(1));
    const count = total(human.holdout.profile.categories.get(category)!);
    return {
      category,
      human: count / human.holdout.examples,
      generation: generation / subject.examples,
      vanished: generation === 0,
    };
  });
}
