import type { AnchorDocument } from '../quality/anchor/anchor-document.ts';
import type { JudgedStratum, StratumState } from '../quality/anchor/strata.ts';
import type { TailBand } from '../quality/anchor/tail-bands.ts';
import { count, percent } from '../report/figures.ts';
import { type Line, paint, type Style, span } from '../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../report/terminal/table.ts';
import { visible } from '../report/visible.ts';
import { proseLines } from './prose-lines.ts';

/** Strata that are listed; those that are off or too small come first. */
const LISTED = 20;

const LEFT = { side: 'left', sacrifice: 0, least: 8 } as const;
const RIGHT = { side: 'right', sacrifice: 0 } as const;

/** An anchor as a person reads it, in lines of at most `columns` cells. */
export function anchorText(
  document: AnchorDocument,
  folder: string,
  columns: number,
  colour: boolean,
): string {
  const room = Math.max(40, columns);
  const blocks: Line[][] = [
    [[span(visible(folder), 'bold')], ...sideLines(document, room)],
    strataLines(document, room),
    tailLines(document.tails, room),
    leftOutLines(document, room),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), room, colour);
}

function sideLines({ reservoir, holdout, settings }: AnchorDocument, room: number): Line[] {
  const groups = reservoir.groups + holdout.groups;
  const cells = Object.entries({ reservoir, holdout }).map(([name, side]): Cell[] => [
    { text: name },
    { text: count(side.groups) },
    { text: percent(side.groups / groups) },
    { text: count(side.examples) },
    { text: count(side.tokens) },
  ]);
  const columns: Column[] = [
    { title: '', ...LEFT },
    {
      title: settings.groupField === null ? 'groups (examples)' : `groups (${visible(settings.groupField)})`,
      ...RIGHT,
    },
    { title: 'share', ...RIGHT },
    { title: 'examples', ...RIGHT, sacrifice: 1 },
    { title: 'tokens', ...RIGHT, sacrifice: 2 },
  ];
  return tableLines(columns, cells, room);
}

const STATES: Readonly<Record<StratumState, { readonly text: string; readonly style: Style }>> = {
  fits: { text: 'fits', style: 'green' },
  off: { text: 'off by more than chance', style: 'orange' },
  small: { text: 'too small for a holdout', style: 'yellow' },
};

function strataLines({ strata, settings }: AnchorDocument, room: number): Line[] {
  if (settings.strata.length === 0) return [];
  const rank = ({ state }: JudgedStratum) => (state === 'fits' ? 1 : 0);
  const ordered = [...strata].sort((a, b) => rank(a) - rank(b));
  const cells = ordered.slice(0, LISTED).map((stratum): Cell[] => {
    const { text, style } = STATES[stratum.state];
    return [
      ...stratum.values.map((value): Cell => ({ text: value === null ? '(none)' : visible(value) })),
      { text: count(stratum.reservoir.groups) },
      { text: count(stratum.holdout.groups) },
      { text: percent(stratum.share) },
      { text: count(stratum.holdout.examples) },
      { text, styles: [style] },
    ];
  });
  const columns: Column[] = [
    ...settings.strata.map((field) => ({ title: visible(field), ...LEFT })),
    { title: 'reservoir', ...RIGHT, sacrifice: 2 },
    { title: 'holdout groups', ...RIGHT },
    { title: 'share', ...RIGHT, sacrifice: 1 },
    { title: 'examples', ...RIGHT, sacrifice: 3 },
    { title: '', ...LEFT },
  ];
  const more = strata.length - Math.min(LISTED, strata.length);
  const rest: Line[] = more > 0 ? [[span(`  and ${count(more)} more, in anchor.json`, 'dim')]] : [];
  return [...tableLines(columns, cells, room), ...rest];
}

function tailLines(tails: readonly TailBand[], room: number): Line[] {
  const cells = tails.map(({ order, mass, types, reservoir, holdout, expected }): Cell[] => [
    { text: `last ${percent(mass)} of ${order}-grams` },
    { text: count(types) },
    { text: percent(reservoir) },
    { text: percent(holdout) },
    { text: percent(expected) },
  ]);
  const columns: Column[] = [
    { title: 'tail', ...LEFT },
    { title: 'types', ...RIGHT, sacrifice: 2 },
    { title: 'in reservoir', ...RIGHT, sacrifice: 1 },
    { title: 'in holdout', ...RIGHT },
    { title: 'by chance', ...RIGHT },
  ];
  return cells.length === 0 ? [] : tableLines(columns, cells, room);
}

function leftOutLines({ leftOut, assumedHuman }: AnchorDocument, room: number): Line[] {
  const said = Object.entries(leftOut).map(
    ([origin, examples]) => `${count(examples)} examples left out: ${visible(origin)}`,
  );
  if (assumedHuman > 0) said.push(`${count(assumedHuman)} examples of unknown origin were taken for human`);
  return said.flatMap((text) => proseLines(text, room, { styles: ['yellow'] }));
}
