import type { Report } from '../../src/report/report.ts';

/** The signals of a table, by short title. */
export const SHOWN = {
  coverage: 'space.coverage',
  recall: 'space.recall',
  precision: 'space.precision',
  'Vendi, q = 1': 'space.vendi.q1',
  spread: 'space.deviation',
} as const;

/** Ratio to human of each signal shown, of generation `i` of a report. */
export function ratios(report: Report, i: number): string[] {
  return Object.values(SHOWN).map((id) => {
    const ratio = report.generations[i].signals.find((signal) => signal.id === id)?.ratio;
    return ratio === undefined ? '-' : ratio.toFixed(2);
  });
}

export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function head(...cells: readonly string[]): string {
  return `${row(...cells)}\n${row(...cells.map(() => '---'))}`;
}
