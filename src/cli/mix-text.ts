import type { Composition, CompositionRow } from '../mix/composition.ts';
import { FATES } from '../mix/fate.ts';
import type { Manifest, ManifestVerdict } from '../mix/manifest.ts';
import type { Plan, RuleOutcome } from '../mix/plan.ts';
import type { Weights } from '../mix/weights.ts';
import { count, percent, ratio } from '../report/figures.ts';
import { type Line, paint, span } from '../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../report/terminal/table.ts';
import { visible } from '../report/visible.ts';
import { proseLines } from './prose-lines.ts';

export interface MixView {
  readonly columns: number;
  readonly colour: boolean;
}

const LEFT = { side: 'left', sacrifice: 0, least: 8 } as const;
const RIGHT = { side: 'right', sacrifice: 0 } as const;

/** Rows of a table of the composition; what comes after is counted. */
const LISTED = 8;

/** A plan as a person reads it. */
export function planText(plan: Plan, { columns, colour }: MixView): string {
  const room = Math.max(40, columns);
  const { examples, tokens } = plan.composition;
  const head: Line = plan.possible
    ? [span('Possible: ', 'green', 'bold'), span(`${count(examples)} examples, ${count(tokens)} tokens`)]
    : [span('Not possible ', 'red', 'bold'), span('under this policy')];
  const blocks: Line[][] = [
    [head],
    ...compositionTables(plan.composition, room),
    rulesTable(plan.rules, room),
    fatesTable(plan.fateCounts, room),
    weightLines(plan.weights, room),
    plan.remedies.length === 0
      ? []
      : [
          [span('Any of these would do:', 'bold')],
          ...plan.remedies.flatMap(({ text }) => proseLines(text, room, { indent: 2 })),
        ],
  ];
  return painted(blocks, room, colour);
}

/** What a build wrote, as a person reads it. */
export function builtText(manifest: Manifest, { columns, colour }: MixView): string {
  const room = Math.max(40, columns);
  const blocks = [
    ...compositionTables(manifest.composition, room),
    fatesTable(manifest.fates, room),
    weightLines(manifest.weights, room),
    manifest.verdict === undefined ? [] : verdictLines(manifest.verdict, room),
  ];
  return painted(blocks, room, colour);
}

/** Where a mix and its manifest are. */
export function placesText(path: string, manifest: string): string {
  return `${visible(path)} written, its manifest to ${visible(manifest)}\n`;
}

function painted(blocks: readonly Line[][], room: number, colour: boolean): string {
  const full = blocks.filter((block) => block.length > 0);
  return paint(
    full.flatMap((block, i): Line[] => (i === 0 ? block : [[], ...block])),
    room,
    colour,
  );
}

function compositionTables(composition: Composition, room: number): Line[][] {
  const { byOrigin, bySource, byModel, byGeneration } = composition;
  const tables: [string, readonly CompositionRow[]][] = [
    ['origin', byOrigin],
    ['source', bySource],
    ['model', byModel],
    ['generation', byGeneration],
  ];
  // A key that nobody states says nothing.
  return tables
    .filter(([, rows]) => rows.some(({ value }) => value !== undefined))
    .map(([key, rows]) => amounts(key, rows, room));
}

function amounts(key: string, rows: readonly CompositionRow[], room: number): Line[] {
  const columns: Column[] = [
    { title: key, ...LEFT },
    { title: 'examples', ...RIGHT },
    { title: 'share', ...RIGHT },
    { title: 'tokens', ...RIGHT, sacrifice: 1 },
    { title: 'share', ...RIGHT, sacrifice: 2 },
  ];
  const cells = rows
    .slice(0, LISTED)
    .map(({ value, examples, tokens, shareOfExamples, shareOfTokens }): Cell[] => [
      value === undefined ? { text: '(not stated)', styles: ['dim'] } : { text: visible(value) },
      { text: count(examples) },
      { text: percent(shareOfExamples) },
      { text: count(tokens) },
      { text: percent(shareOfTokens) },
    ]);
  const more = rows.length - cells.length;
  return [
    ...tableLines(columns, cells, room),
    ...(more > 0 ? [[span(`  and ${count(more)} more`, 'dim')]] : []),
  ];
}

function rulesTable(rules: readonly RuleOutcome[], room: number): Line[] {
  const columns: Column[] = [
    { title: 'rule', ...LEFT },
    { title: 'asks for', ...RIGHT, sacrifice: 1 },
    { title: 'gets', ...RIGHT },
    { title: 'short by', ...RIGHT },
    { title: 'in', ...LEFT, sacrifice: 2 },
  ];
  const cells = rules.map(({ rule, asked, got, short, unit }): Cell[] => [
    { text: rule },
    { text: count(asked) },
    { text: count(got) },
    short > 0 ? { text: count(short), styles: ['red', 'bold'] } : { text: 'kept', styles: ['green'] },
    { text: unit },
  ]);
  return tableLines(columns, cells, room);
}

function fatesTable(fates: Manifest['fates'], room: number): Line[] {
  const out = FATES.filter(({ id }) => id !== 'chosen' && (fates[id] ?? 0) > 0);
  if (out.length === 0) return [];
  const columns: Column[] = [
    { title: 'stays out', side: 'left', sacrifice: 0 },
    { title: 'examples', ...RIGHT },
    { title: 'because it', ...LEFT },
  ];
  const cells = out.map(({ id, why }): Cell[] => [{ text: id }, { text: count(fates[id]!) }, { text: why }]);
  return tableLines(columns, cells, room);
}

function weightLines({ rule, human, synthetic, humanShare }: Weights, room: number): Line[] {
  if (rule === 'equal') return [];
  const why = rule === 'optimal' ? 'both are scarce; w* of He, Xu and Cheng' : 'by the policy';
  const weights = `Weights: human ${human.toFixed(3)}, synthetic ${synthetic.toFixed(3)}: `;
  return proseLines(`${weights}human rows have ${percent(humanShare)} of the weight (${why}).`, room);
}

function verdictLines({ verdict, tail }: ManifestVerdict, room: number): Line[] {
  const held =
    tail === undefined
      ? ''
      : `: holds ${ratio(tail.ratio)} of the tail of a second human sample [${ratio(tail.interval[0])}, ${ratio(tail.interval[1])}]`;
  return proseLines(held, room, { head: `As a training set ${verdict}` });
}
