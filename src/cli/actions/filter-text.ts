import { ORIGINS } from '../../corpus/example.ts';
import type { FilterResult } from '../../engine/rows/filter-corpus.ts';
import type { Differential } from '../../quality/filters/differential.ts';
import type { FilterSettings } from '../../quality/filters/filter-settings.ts';
import type { FilterTally, RuleTally } from '../../quality/filters/filter-tally.ts';
import { count, interval, percent, quantity } from '../../report/figures.ts';
import { type Line, paint } from '../../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../../report/terminal/table.ts';
import { proseLines } from '../prose-lines.ts';
import { writtenText } from '../written-text.ts';

/** Cells of a line where the output is no terminal. */
export const PIPE_COLUMNS = 100;

export const FILTER_DOCUMENT = 'outcross.filter/1';

/** The result as one JSON document. */
export function filterDocument(result: FilterResult, { profiles }: FilterSettings): object {
  const { tally, rules, differential, outputs, malformed, invalidEncoding } = result;
  const { origins, rules: broken, ...sums } = tally;
  return {
    schema: FILTER_DOCUMENT,
    profiles,
    ...sums,
    rules: rules.map(({ id, bound, threshold, action }) => ({
      rule: id,
      bound,
      threshold,
      action,
      ...(broken[id] ?? { examples: 0, tokens: 0, alone: 0 }),
    })),
    origins: ORIGINS.flatMap((origin) => {
      const found = origins[origin];
      if (found === undefined) return [];
      const { blocks: _, droppedBlocks: __, ...counts } = found;
      return [{ origin, ...counts }];
    }),
    differential: differential ?? null,
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { files }]) => [name, files])),
    malformed,
    invalidEncoding,
  };
}

/** The result as a person reads it, in lines of at most `columns` cells. */
export function filterText(result: FilterResult, columns: number, colour: boolean): string {
  const room = Math.max(40, columns);
  const { tally, outputs } = result;
  const blocks: Line[][] = [headLines(tally, room), ruleLines(result, room), originLines(tally, room)];
  for (const output of Object.values(outputs)) {
    if (output.records > 0)
      blocks.push(proseLines(`${count(output.records)} in ${writtenText(output)}`, room));
  }
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), room, colour);
}

function headLines(tally: FilterTally, room: number): Line[] {
  const kept = tally.examples - tally.dropped;
  const share = (part: number, whole: number) => (whole === 0 ? '–' : percent(part / whole));
  const flagged = tally.flagged === 0 ? '' : `; ${count(tally.flagged)} of the kept are flagged`;
  const dropped =
    `${count(tally.dropped)} dropped (${share(tally.dropped, tally.examples)}, ` +
    `${share(tally.droppedTokens, tally.tokens)} of tokens)`;
  return proseLines(`${count(kept)} kept, ${dropped}${flagged}`, room, {
    head: `${count(tally.examples)} examples: `,
  });
}

const LEFT: Omit<Column, 'title'> = { side: 'left', sacrifice: 0 };
const RIGHT: Omit<Column, 'title'> = { side: 'right', sacrifice: 0 };

function ruleLines({ tally, rules }: FilterResult, room: number): Line[] {
  const broken = rules.flatMap((rule) => {
    const found: RuleTally | undefined = tally.rules[rule.id];
    return found === undefined ? [] : [{ ...rule, ...found }];
  });
  if (broken.length === 0) return [];
  broken.sort((a, b) => b.examples - a.examples);
  const rows = broken.map(({ id, bound, threshold, action, examples, tokens, alone }): Cell[] => [
    { text: id },
    { text: `${bound === 'min' ? '<' : '>'} ${quantity(threshold)}` },
    { text: action === 'flag' ? 'flagged' : 'dropped', styles: ['dim'] },
    { text: count(examples) },
    { text: percent(examples / tally.examples) },
    { text: percent(tokens / tally.tokens) },
    { text: action === 'flag' ? '' : count(alone) },
  ]);
  return tableLines(
    [
      { title: 'rule broken', ...LEFT, least: 12 },
      { title: 'by', ...LEFT, sacrifice: 3 },
      { title: '', ...LEFT, sacrifice: 4 },
      { title: 'examples', ...RIGHT },
      { title: 'share', ...RIGHT, sacrifice: 1 },
      { title: 'of tokens', ...RIGHT, sacrifice: 2 },
      { title: 'alone', ...RIGHT, sacrifice: 2 },
    ],
    rows,
    room,
  );
}

function originLines({ origins }: FilterTally, room: number): Line[] {
  const rows = ORIGINS.flatMap((origin): Cell[][] => {
    const found = origins[origin];
    if (found === undefined) return [];
    return [
      [
        { text: origin },
        { text: count(found.examples) },
        { text: percent(1 - found.dropped / found.examples) },
        { text: percent(1 - found.droppedTokens / found.tokens) },
      ],
    ];
  });
  return tableLines(
    [
      { title: 'origin', ...LEFT },
      { title: 'examples', ...RIGHT },
      { title: 'kept', ...RIGHT },
      { title: 'of tokens', ...RIGHT },
    ],
    rows,
    room,
  );
}

/** The warning that a filter prefers synthetic text. */
export function preferenceText(found: Differential, colour: boolean): string {
  const warning = colour ? '\u001b[33mwarning\u001b[0m' : 'warning';
  const shares = `${percent(found.human)} of human and ${percent(found.synthetic)} of synthetic examples`;
  return (
    `${warning} these rules drop ${shares}: ${percent(found.difference)} more, ${interval(found.interval, percent)}. ` +
    'A filter that prefers synthetic text takes the human tail away and can itself bring a collapse about. ' +
    'Look at the rules that human examples break (--rejects), and loosen or leave them out (filter.rules in outcross.yaml).\n'
  );
}
