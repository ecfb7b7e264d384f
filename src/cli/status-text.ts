import { count, percent } from '../report/figures.ts';
import { clip, wrap } from '../report/terminal/cells.ts';
import { type Line, type Span, span, verdictStyle } from '../report/terminal/paint.ts';
import { visible } from '../report/visible.ts';
import type { LineStatus } from '../workspace/status.ts';

/** Generations whose verdict is shown, the newest. */
const MOST_SHOWN = 6;
/** Things that are due and shown. */
const MOST_DUE = 3;
const LABEL = 13;
const DAY = 24 * 60 * 60 * 1000;

/** A line's standing in about ten lines, none wider than `columns`. `now` in milliseconds of the epoch. */
export function statusLines(status: LineStatus, columns: number, now: number): Line[] {
  const { line, generations, anchor, mix, mixIsGone = false, audit, due } = status;
  const known =
    generations.length === 0 ? 'none yet' : `${generations.length}, newest ${generations.at(-1)!.name}`;
  return [
    [span(clip(visible(line), columns), 'bold')],
    row('generations', [span(visible(known))]),
    row('verdicts', verdictSpans(status)),
    row('why', [span(visible(status.verdicts.at(-1)?.verdict?.why ?? 'never checked'))]),
    row('anchor', [
      anchor === undefined
        ? span('none: nothing is held out to measure against', 'yellow')
        : span(
            `${visible(anchor.folder)}: ${count(anchor.reservoir)} examples in the reservoir, ${count(anchor.holdout)} held out`,
          ),
    ]),
    row('last mix', [
      ...(mixIsGone ? [span('its file is gone: ', 'yellow')] : []),
      span(mix === undefined ? 'none' : mixWords(mix, now)),
    ]),
    row('last audit', [span(audit === undefined ? 'never run' : auditWords(audit, now))]),
    ...dueLines(due, columns),
  ];
}

function row(label: string, spans: readonly Span[]): Line {
  return [span(label.padEnd(LABEL), 'dim'), ...spans];
}

function verdictSpans({ verdicts }: LineStatus): Span[] {
  if (verdicts.length === 0) return [span('none')];
  const shown = verdicts.slice(-MOST_SHOWN);
  const before = verdicts.length > shown.length ? [span('... ')] : [];
  return [
    ...before,
    ...shown.flatMap(({ generation, verdict }, i) => [
      span(`${i === 0 ? '' : ', '}${visible(generation)} `),
      verdict === undefined ? span('unchecked', 'dim') : span(verdict.verdict, verdictStyle(verdict.verdict)),
    ]),
  ];
}

function mixWords(mix: NonNullable<LineStatus['mix']>, now: number): string {
  const human = mix.examples === 0 ? 0 : (mix.composition.origin['human'] ?? 0) / mix.examples;
  return `${visible(mix.output.name)}, ${count(mix.examples)} examples, ${percent(human)} human, ${ago(mix.at, now)}`;
}

function auditWords(audit: NonNullable<LineStatus['audit']>, now: number): string {
  const { passed = 0, failed = 0 } = audit.items;
  return `${audit.result}: ${passed} passed, ${failed} failed, ${ago(audit.at, now)}`;
}

function ago(at: string, now: number): string {
  const days = Math.max(0, Math.floor((now - Date.parse(at)) / DAY));
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${count(days)} days ago`;
}

function dueLines(due: LineStatus['due'], columns: number): Line[] {
  if (due.length === 0) return [row('due', [span('nothing', 'green')])];
  return due.slice(0, MOST_DUE).flatMap(({ command, why }, i): Line[] => {
    const label = i === 0 ? 'due' : '';
    const room = columns - LABEL;
    if (command === '') return [row(label, [span(visible(why), 'dim')])];
    const one = `${command}  `;
    return one.length + why.length <= room
      ? [row(label, [span(visible(one), 'bold'), span(visible(why), 'dim')])]
      : [row(label, [span(visible(why), 'dim')]), ...commandLines(visible(command), room)];
  });
}

/** A command over several lines as a shell takes it: each but the last ends in a backslash. */
function commandLines(command: string, room: number): Line[] {
  const lines = wrap(command, room - 4);
  return lines.map((text, i) => {
    const more = i === lines.length - 1 ? '' : ' \\';
    return row('', [span((i === 0 ? '' : '  ') + text + more, 'bold')]);
  });
}
