import type { Measured } from '../estimate.ts';
import { covarianceOf, type Entropy } from './entropy.ts';
import { gapOf, type ModelLine, OVERFIT_GAP } from './model-scores.ts';

export const HOLDOUT_KEY = 'model.perplexity.holdout';
export const OWN_KEY = 'model.perplexity.own';

/** Fewer filled blocks than this give no error that a verdict could rest on. */
const FEWEST_BLOCKS = 10;

/** Standard errors of the gap that must lie above it. */
const SURE = 2;

/** Perplexities are 1 or more. */
const FLOOR = 1e-6;

/**
 * The blades of the scissors for one generation: how its own model finds the human holdout and its own output, as ratios to the
 * reference model of the line. Nothing for a generation without scores.
 */
export function modelMeasures(line: ModelLine, name: string): Measured[] {
  const model = line.models.get(name);
  const reference = line.models.get(line.reference)!;
  if (model === undefined) return [];
  const holdout = measured(HOLDOUT_KEY, 'rises', model.holdout, reference.holdout, line.paired);
  const decides = line.paired && model.holdout.blocks >= FEWEST_BLOCKS && !overfits(line, name);
  const first = [...line.models.values()].find(({ own }) => own !== undefined)?.own;
  return [
    { ...holdout, joint: { ...holdout.joint!, decides } },
    ...(model.own === undefined ? [] : [measured(OWN_KEY, 'falls', model.own, first!, false)]),
  ];
}

/** A rise on the holdout that comes of learning the training set by heart is no collapse. */
function overfits(line: ModelLine, name: string): boolean {
  const gap = gapOf(line.models.get(name)!);
  return gap !== undefined && gap.value - SURE * Math.sqrt(gap.variance) > OVERFIT_GAP[line.unit];
}

function measured(
  id: string,
  direction: 'rises' | 'falls',
  own: Entropy,
  reference: Entropy,
  paired: boolean,
): Measured {
  const same = own === reference;
  const apart = own.variance + reference.variance - 2 * covarianceOf(own, reference);
  const variance = same ? 0 : paired ? Math.max(0, apart) : own.variance;
  return {
    name: { id, family: 'perplexity', direction },
    floor: FLOOR,
    generation: { value: Math.exp(own.value), variance },
    reservoir: { value: Math.exp(reference.value), variance: same || paired ? 0 : reference.variance },
    sampleSize: { tokens: own.units, examples: own.texts },
    exact: true,
    joint: {
      variance: own.variance,
      ...(paired ? { deviations: own.deviations } : {}),
      freedom: Math.max(1, own.blocks - 2),
      decides: false,
    },
  };
}
