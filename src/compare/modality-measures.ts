import { categoryCoverage } from './categories.ts';
import { codeMeasures } from './code/code-measures.ts';
import { columnMeasures } from './columns/column-measures.ts';
import { corpusMeasures } from './corpus-measures.ts';
import { type Measure, named } from './measure.ts';
import { sampleMeasures } from './sample-measures.ts';
import type { Samples } from './samples.ts';
import { type SpaceOptions, type SpaceReferences, spaceMeasures } from './space/measures.ts';
import { commonExamples } from './subject.ts';

/** What the measures of a comparison are asked for. */
export interface MeasureOptions {
  /** Common size in tokens. */
  readonly tokens: number;
  readonly lmOrder: number;
  readonly space?: SpaceOptions;
}

/** All measures that a kind of content has: those on words only where there are words, those on vectors where there are vectors. */
export function measuresOf(
  references: SpaceReferences,
  samples: Samples,
  options: MeasureOptions,
): Measure[] {
  const { holdout, reservoir, generations } = references;
  const { modality } = holdout.profile.settings;
  const words = modality === 'text' || modality === 'code';
  return [
    ...(words
      ? [
          ...corpusMeasures(holdout, options.tokens),
          ...sampleMeasures(samples, holdout, options.lmOrder),
          ...codeMeasures(holdout, [holdout, reservoir, ...generations]),
        ]
      : [
          {
            basis: 'corpus' as const,
            order: 0,
            name: named('category.coverage', 'category', 'falls'),
            size: (s: SpaceReferences['holdout']) => ({
              sampleSize: { tokens: 0, examples: commonExamples(s) },
              exact: true,
            }),
            take: (s: SpaceReferences['holdout']) => categoryCoverage(holdout, s),
          },
        ]),
    ...columnMeasures(holdout, [holdout, reservoir, ...generations]),
    ...spaceMeasures(references, options.space),
  ];
}
