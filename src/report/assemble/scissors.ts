import type { Finding } from '../../base/finding.ts';
import type { LineAssessment } from '../../compare/assess.ts';
import type { Entropy } from '../../compare/model/entropy.ts';
import { type ModelLine, REFERENCE } from '../../compare/model/model-scores.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { Scissors, ScissorsFigure } from '../report.ts';

/** The curves of the user's own models on human text and on their own output; undefined where no scores were given. */
export function scissorsOf({ generations, models }: LineAssessment, alpha: number): Scissors | undefined {
  if (models === undefined) return undefined;
  const names = [REFERENCE, ...generations.map(({ subject }) => subject.name)];
  const points = names.flatMap((name) => {
    const found = models.models.get(name);
    if (found === undefined) return [];
    const optional = (key: 'own' | 'train' | 'validation') => {
      const entropy = found[key];
      return entropy === undefined ? {} : { [key]: figure(entropy, alpha) };
    };
    const more = { ...optional('own'), ...optional('train'), ...optional('validation') };
    return [{ name, holdout: figure(found.holdout, alpha), ...more }];
  });
  const { unit, reference, paired, common } = models;
  return { unit, reference, paired, common, points };
}

function figure(entropy: Entropy, alpha: number): ScissorsFigure {
  const reach = studentQuantile(1 - alpha / 2, Math.max(1, entropy.blocks - 2)) * Math.sqrt(entropy.variance);
  return {
    value: Math.exp(entropy.value),
    interval: [Math.exp(entropy.value - reach), Math.exp(entropy.value + reach)],
    texts: entropy.texts,
  };
}

/** Share of the scored texts that may be missing under another model without a word. */
const MISSING = 0.1;

/** What a reader must know of the scores before believing what was measured on them. */
export function scoreFindings(models: ModelLine | undefined, names: readonly string[]): Finding[] {
  if (models === undefined) return [];
  const { unit, common, most, paired } = models;
  const found: Finding[] = [];
  if (!paired && models.models.size > 1) {
    found.push({
      id: 'model.scores.unpaired',
      severity: 'warning',
      message: `The models scored different texts of the holdout (${common} in common): their perplexities differ by the texts too, and decide nothing.`,
      measure: common,
      remedy: 'Score the same texts, with the same ids, under every model.',
    });
  } else if (common < (1 - MISSING) * most) {
    found.push({
      id: 'model.scores.partial',
      severity: 'notice',
      message: `Only ${common} of ${most} texts of the holdout were scored under every model: the rest was left out.`,
      measure: common,
      remedy: 'Score the same texts, with the same ids, under every model.',
    });
  }
  if (unit === 'token') {
    found.push({
      id: 'model.scores.per-token',
      severity: 'warning',
      message:
        'The scores do not say how many words or bytes they are of: perplexities are a token, and compare models of one tokeniser only.',
      remedy: 'Give words and bytes, or the text, with each row: outcross perplexity writes them.',
    });
  }
  const lacking = names.filter((name) => !models.models.has(name));
  if (lacking.length > 0) {
    found.push({
      id: 'model.scores.missing',
      severity: 'notice',
      message: `No scores were given for ${lacking.slice(0, 5).join(', ')}${lacking.length > 5 ? ', …' : ''}: the trend of the models takes no part in later verdicts.`,
      measure: lacking.length,
    });
  }
  return found;
}
