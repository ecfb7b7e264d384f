import { interval, NONE, quantity } from '../figures.ts';
import type { GenerationReport, Scissors, ScissorsFigure } from '../report.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';

function cell(figure: ScissorsFigure | undefined): string {
  return figure === undefined ? NONE : `${quantity(figure.value)} ${interval(figure.interval, quantity)}`;
}

/** Rows of the table of perplexities under each generation's own model, the head first. */
export function scissorsRows({ unit, points }: Scissors): string[][] {
  const head = ['Own model', `Human text, a ${unit}`, 'Own output', 'Training set'];
  const rows = points.map(({ name, holdout, own, train }) => [
    codeSpan(name),
    cell(holdout),
    cell(own),
    cell(train),
  ]);
  return [head, ...rows];
}

/** Whether the generation overfits or collapses, in the words of its finding; undefined where its training set is not known. */
export function diagnosisWords({ findings }: GenerationReport): string | undefined {
  const found = findings.find(({ id }) => id.startsWith('diagnosis.'));
  if (found === undefined) return undefined;
  const remedy = found.remedy === undefined ? '' : ` ${escapeMarkdown(found.remedy)}`;
  return `**Against its training set.** ${escapeMarkdown(found.message)}${remedy}`;
}
