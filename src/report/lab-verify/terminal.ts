import { FAR_Z, MOST_SHARE, MOST_Z, type VerifiedRow } from '../../lab/verify/judge.ts';
import type { Section } from '../../lab/verify/row.ts';
import { count, percent, quantity } from '../figures.ts';
import { wrap } from '../terminal/cells.ts';
import { type Line, paint, type Style, span } from '../terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../terminal/table.ts';
import type { TerminalOptions } from '../terminal.ts';
import type { Verification } from './verification.ts';

const TITLES: Readonly<Record<Section, string>> = {
  gaussian: 'Gaussian, replace',
  accumulate: 'Gaussian, accumulate and subsample',
  'kernel-density': 'Kernel density',
  regression: 'Linear regression',
  drift: 'Categories: drift',
  'real-share': 'How much real data, how good a verifier',
  'learner-loop': 'Learners and loops of `lab run`',
};

const COLUMNS: readonly Column[] = [
  { title: '  setting', side: 'left', sacrifice: 0, least: 8 },
  { title: 'theory', side: 'right', sacrifice: 0 },
  { title: 'simulated', side: 'right', sacrifice: 0 },
  { title: 's.e.', side: 'right', sacrifice: 1 },
  { title: 'z', side: 'right', sacrifice: 0 },
];

const LEAST_COLUMNS = 40;
const MOST_COLUMNS = 100;

const STYLES: Readonly<Record<VerifiedRow['judgement'], readonly Style[]>> = {
  agrees: [],
  far: ['yellow'],
  fails: ['bold', 'red'],
};

/** A table of every closed form beside its simulation, 80 columns wide or what there is. Pure; ends in a newline. */
export function verificationTerminal(value: Verification, options: TerminalOptions): string {
  const given = Number.isNaN(options.columns) ? 80 : Math.floor(options.columns);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, given));
  const sections = [...new Set(value.rows.map(({ section }) => section))];
  const lines = sections.flatMap((section): Line[] => [
    ...sectionLines(
      section,
      value.rows.filter((row) => row.section === section),
      columns,
    ),
    [],
  ]);
  return paint([...lines, ...closingLines(value, columns)], Math.min(columns, given), options.colour);
}

/** Rows under the quantity that they measure and its source. */
function sectionLines(section: Section, rows: readonly VerifiedRow[], columns: number): Line[] {
  const [head, ...lines] = tableLines(
    COLUMNS,
    rows.map((row) => cellsOf(row)),
    columns,
  );
  const body = lines.flatMap((line, i): Line[] => {
    const heading = headingOf(rows[i]);
    return i > 0 && heading === headingOf(rows[i - 1]) ? [line] : [...headingLines(rows[i], columns), line];
  });
  return [[span(TITLES[section], 'bold')], head, ...body];
}

function headingOf({ quantity: name, source, expect }: VerifiedRow): string {
  return `${expect === 'below' ? `trap: ${name}` : name}: ${source}`;
}

function headingLines(row: VerifiedRow, columns: number): Line[] {
  return wrap(headingOf(row), columns - 4).map(
    (text, i): Line => [span(`${i === 0 ? '  ' : '    '}${text}`, 'dim')],
  );
}

function cellsOf(row: VerifiedRow): Cell[] {
  const styles = STYLES[row.judgement];
  return [
    { text: `  ${row.setting}`, styles },
    { text: figure(row.theory) },
    { text: figure(row.simulated) },
    { text: quantity(row.standardError), styles: ['dim'] },
    { text: zText(row), styles },
  ];
}

/** Four significant figures: a difference of a standard error must show. */
function figure(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0 || size < 1e-4 || size >= 1e4) return quantity(value);
  const text = value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
  return text.replace('-', '\u2212');
}

function zText({ z, expect }: VerifiedRow): string {
  if (!Number.isFinite(z)) return quantity(z);
  if (expect === 'below' && z < -99) return 'below';
  return `${z < 0 ? '\u2212' : '+'}${Math.abs(z).toFixed(2)}`;
}

/** What was compared, then the judgement: it stands last, nearest to the prompt. */
function closingLines(value: Verification, columns: number): Line[] {
  const { compared, traps, failed, far, greatestZ, seed, status } = value;
  const trapped = traps === 0 ? '' : ` and ${count(traps)} ${traps === 1 ? 'trap' : 'traps'}`;
  const summary = `${count(compared)} closed forms${trapped}, seed ${seed}: greatest |z| ${greatestZ.toFixed(2)}, ${count(far)} above ${FAR_Z}, ${count(failed)} failed`;
  const rule = `passes while no |z| is above ${MOST_Z}, no more than ${percent(MOST_SHARE)} are above ${FAR_Z}, and every trap lies below its formula`;
  const mark = status === 'passed' ? span('PASSED', 'bold', 'green') : span('FAILED', 'bold', 'red');
  const [first = '', ...rest] = wrap(`${summary}; ${rule}`, columns - 8);
  return [[mark, span(`  ${first}`)], ...rest.map((text): Line => [span(`        ${text}`)])];
}
