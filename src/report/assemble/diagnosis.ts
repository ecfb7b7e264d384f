import type { Finding, Severity } from '../../base/finding.ts';
import type { Diagnosis, Reading } from '../../compare/model/diagnose.ts';
import { percent, quantity } from '../figures.ts';

const SEVERITY: Readonly<Record<Reading, Severity>> = {
  overfitting: 'warning',
  memorising: 'warning',
  collapse: 'critical',
  both: 'critical',
  neither: 'info',
};

const REMEDY: Readonly<Record<Reading, string | undefined>> = {
  overfitting:
    'Train for fewer epochs, or on more data; this is no collapse, and human data alone do not mend it.',
  memorising: 'De-duplicate the training set, and train for fewer epochs; this is no collapse.',
  collapse: 'Bring human data back: fewer epochs do not mend it.',
  both: 'Two faults, two remedies: bring human data back; de-duplicate the training set and train for fewer epochs.',
  neither: undefined,
};

const HEADLINE: Readonly<Record<Reading, string>> = {
  overfitting: 'Overfitting, not collapse',
  memorising: 'Memorising, not collapse',
  collapse: 'Collapse, not overfitting',
  both: 'Both collapse and',
  neither: 'Neither overfitting nor collapse is shown',
};

/** What ails a generation against its training set, and why, as one finding: `diagnosis.overfitting` and so on. */
export function diagnosisFinding(diagnosis: Diagnosis, where: string): Finding {
  const { reading, copying, modelGap } = diagnosis;
  const title = reading === 'both' ? `${HEADLINE.both} ${faultOf(diagnosis)}` : HEADLINE[reading];
  const reasons = [copyingWords(diagnosis), gapWords(diagnosis), outputWords(diagnosis)];
  const remedy = REMEDY[reading];
  const told = measureOf(reading, copying, modelGap);
  return {
    id: `diagnosis.${reading}`,
    severity: SEVERITY[reading],
    message: `${title}: ${reasons.filter((reason) => reason !== '').join('; ')}.`,
    ...told,
    where,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function faultOf({ memorises }: Diagnosis): string {
  return memorises === true ? 'memorising' : 'overfitting';
}

function measureOf(
  reading: Reading,
  copying: Diagnosis['copying'],
  modelGap: Diagnosis['modelGap'],
): Pick<Finding, 'measure' | 'interval'> {
  if (reading === 'memorising' && copying !== undefined)
    return { measure: copying.value, interval: copying.interval };
  return modelGap === undefined ? {} : { measure: modelGap.value, interval: modelGap.interval };
}

function copyingWords({ copying, memorises, humanWithin }: Diagnosis): string {
  if (humanWithin !== undefined)
    return `whether it memorises cannot be told without human text outside of the training set: ${percent(humanWithin)} of the runs of 8 words of the holdout stand there`;
  if (copying === undefined) return 'the output holds no run of 8 words that could be copied';
  const shares = `${percent(copying.value)} of its runs of 8 words stand in the training set, of human text ${percent(copying.baseline)}`;
  return memorises === true ? shares : `${shares}: not memorised`;
}

function gapWords({ modelGap, overfits, unlike }: Diagnosis): string {
  if (modelGap === undefined)
    return 'whether the model overfits cannot be told without its scores on the training set (--model-scores)';
  const { value, interval: bounds, margin, unit, against } = modelGap;
  const left = against === 'holdout' ? 'the human holdout' : 'text left out of the training set';
  const gap =
    `its model finds ${left} ${quantity(value)} nats a ${unit} harder than the training set ` +
    `[${quantity(bounds[0])}, ${quantity(bounds[1])}], margin ${quantity(margin)}`;
  if (overfits !== undefined) return gap;
  const why = unlike
    ? 'the training set is of another kind than the holdout, so that this says nothing: score text left out of the training set'
    : 'too few texts to tell an error by';
  return `${gap}, but ${why}`;
}

function outputWords({ outputGap }: Diagnosis): string {
  if (outputGap === undefined) return '';
  const { value, baseline } = outputGap;
  return `an n-gram model of the output finds the holdout ${quantity(value)} times as surprising as the training set, one of human text ${quantity(baseline)} times`;
}
