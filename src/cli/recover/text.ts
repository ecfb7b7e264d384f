import type {
  EarlyPlan,
  LatePlan,
  LostReport,
  Outlook,
  PlannedCommand,
  RecoveryPlan,
} from '../../recover/plan.ts';
import { count, interval, percent } from '../../report/figures.ts';
import { cellWidth, wrap } from '../../report/terminal/cells.ts';
import { type Line, type Span, span, verdictStyle } from '../../report/terminal/paint.ts';
import { visible, visibleProse } from '../../report/visible.ts';

const LABEL = 12;
/** Types that are named. */
const NAMED = 12;

/** A plan of recovery for people, no line wider than `columns`; commands stand alone, to be copied. */
export function planLines(plan: RecoveryPlan, columns: number): Line[] {
  const head: Line[] = [
    [span(visible(plan.generation), 'bold'), span('  '), span(plan.verdict, verdictStyle(plan.verdict))],
    ...labelled('why', plan.why, columns),
  ];
  if (plan.phase === 'none')
    return [
      ...head,
      ...labelled('recovery', 'nothing is to be recovered', columns),
      ...labelled('advice', plan.advice, columns),
    ];
  return [...head, ...(plan.phase === 'early' ? earlyLines(plan, columns) : lateLines(plan, columns))];
}

function earlyLines(plan: EarlyPlan, columns: number): Line[] {
  const { needed, selection, outlook, lastHealthy } = plan;
  return [
    ...lostLines(plan.lost, columns),
    ...labelled('bring back', neededWords(plan), columns),
    ...(selection === undefined ? [] : labelled('which', selectionWords(plan), columns)),
    ...(outlook === undefined ? [] : labelled('outlook', outlookWords(outlook), columns)),
    ...labelled(
      'weight',
      `w* ${needed.bestWeight.toFixed(2)} on human rows where both kinds are scarce`,
      columns,
    ),
    ...(lastHealthy === undefined ? [] : labelled('last well', lastHealthy.name, columns)),
    ...noteLines(plan.notes, columns),
    ...commandLines(plan.commands, columns),
  ];
}

function lateLines(plan: LatePlan, columns: number): Line[] {
  const { lastHealthy, keep, drop, tainted } = plan;
  return [
    ...labelled(
      'go back to',
      lastHealthy === undefined ? 'human data: no generation was healthy' : lastHealthy.name,
      columns,
    ),
    ...lostLines(plan.lost, columns),
    ...labelled('keep', keep.join(', '), columns),
    ...labelled('drop', drop.map(({ name, verdict }) => `${name} (${verdict})`).join(', '), columns),
    ...(tainted.length === 0
      ? []
      : labelled(
          'held by',
          tainted.map(({ output, seq }) => `${output} (event ${seq})`).join(', '),
          columns,
        )),
    ...noteLines(plan.notes, columns),
    ...commandLines(plan.commands, columns),
  ];
}

function neededWords({ needed }: EarlyPlan): string {
  const { humanShare, humanTokens, generatedTokens, fromHere, ofLearner, policy, keep, generations } = needed;
  const reasons = [
    ...(fromHere === undefined
      ? []
      : [`${up(fromHere.share)} from where the line stands${nextWords(fromHere)}`]),
    ...(ofLearner === undefined
      ? []
      : [
          `${up(ofLearner.value)} ${interval(ofLearner.interval, up)} for this learner in the long run (${typesWord(ofLearner.order)})`,
        ]),
    `${up(policy)} by the policy`,
  ];
  const aim =
    generations === 1 ? '' : `, to keep ${percent(keep)} of the tail in each of the next ${generations} sets`;
  return `${up(humanShare)} human tokens, ${count(humanTokens)} beside ${count(generatedTokens)} generated ones${aim}: ${reasons.join('; ')}.`;
}

/** What the next set needs, where that is less than all of them do. */
function nextWords({ share, next }: { readonly share: number; readonly next: number }): string {
  if (up(next) === up(share)) return '';
  return next === 0
    ? ' (the next set alone would need none)'
    : ` (${up(next)} would do for the next set alone)`;
}

function selectionWords({ selection }: EarlyPlan): string {
  const { examples, tokens, forTail, lost, carried, lostMass, leftMass, file, written } = selection!;
  return (
    `${count(examples)} examples of the reservoir, ${count(tokens)} tokens, ${count(forTail)} of them for the tail: they carry ` +
    `${count(carried)} of ${count(lost)} lost types, and bring the lost share of the tail from ${percent(lostMass)} to ${percent(leftMass)}` +
    `. ${written ? 'Written to' : 'They would be written to'} ${file}.`
  );
}

function outlookWords({
  unchanged,
  recovered,
  pastShare,
  pastKnown,
  fidelity,
  fidelityInterval,
  fresh,
  order,
}: Outlook): string {
  const words = (points: Outlook['unchanged']) =>
    points
      .map(
        ({ ahead, value, interval: bounds }) => `${percent(value)} ${interval(bounds, percent)} in ${ahead}`,
      )
      .join(', ');
  const past = pastKnown
    ? `${percent(pastShare)} human as so far`
    : 'no human data, as the ledger knows of none';
  return (
    `of the rare ${typesWord(order)} that as much human text holds, generations would hold: with ${past}: ${words(unchanged)}; ` +
    `at this share: ${words(recovered)} generations${fresh ? '' : ', the same human rows each time'}. ` +
    `Fitted to the line: fidelity ${fidelity.toFixed(2)} ${interval(fidelityInterval)}.`
  );
}

function lostLines(lost: LostReport | undefined, columns: number): Line[] {
  if (lost === undefined) return [];
  const wide = lost.bands.filter(({ mass }) => mass === 0.1);
  const bands = wide.map(
    ({ order, types, lost: gone, byChance }) =>
      `${count(gone)} of ${count(types)} rare ${typesWord(order)} (a human sample of this size lacks about ${count(byChance)})`,
  );
  const named = lost.examples.slice(0, NAMED).map(({ type }) => visibleProse(type));
  const categories = lost.categories
    .slice(0, 5)
    .map(
      ({ category, types, lost: gone }) =>
        `${visibleProse(category)} ${percent(types === 0 ? 0 : gone / types)}`,
    );
  return [
    ...labelled('lost', `${bands.join('; ')}.`, columns),
    ...(named.length === 0 ? [] : labelled('', named.join(' · '), columns)),
    ...(categories.length === 0 ? [] : labelled('by category', categories.join(', '), columns)),
  ];
}

function noteLines(notes: readonly string[], columns: number): Line[] {
  return notes.flatMap((note, i) => labelled(i === 0 ? 'note' : '', note, columns));
}

/** Each command on a line of its own, however long: it is copied. */
function commandLines(commands: readonly PlannedCommand[], columns: number): Line[] {
  return [
    [span('')],
    [span('Next', 'bold')],
    ...commands.flatMap(({ command, why }, i): Line[] => [
      ...wrap(`${i + 1}. ${visibleProse(why)}${command === '' ? '' : ':'}`, columns - 2).map(
        (text): Line => [span(`  ${text}`, 'dim')],
      ),
      ...(command === '' ? [] : foldedCommand(command, columns)),
    ]),
  ];
}

/** Over several lines as a shell takes it: each but the last ends in a backslash, which quoted text would keep. */
export function foldedCommand(command: string, columns: number): Line[] {
  const words = command.includes("'") || command.includes('"') ? [command] : wrap(command, columns - 8);
  return words.map(
    (text, i): Line => [
      span(`${i === 0 ? '     ' : '       '}${visible(text)}${i === words.length - 1 ? '' : ' \\'}`, 'bold'),
    ],
  );
}

function labelled(label: string, text: string, columns: number): Line[] {
  const lines = wrap(visibleProse(text), Math.max(20, columns - LABEL));
  return lines.map((line, i): Line => {
    const first: Span = span((i === 0 ? label : '').padEnd(LABEL), 'dim');
    return [first, span(line)];
  });
}

/** The widest line of a command, for a terminal that cuts: commands are never cut. */
export function widthOf(lines: readonly Line[], columns: number): number {
  return Math.max(columns, ...lines.map((line) => line.reduce((sum, { text }) => sum + cellWidth(text), 0)));
}

function typesWord(order: number): string {
  return order === 1 ? 'words' : `${order}-grams`;
}

/** A share that suffices must not be rounded down. */
function up(share: number): string {
  return `${Math.ceil(share * 100 - 1e-9)}%`;
}
