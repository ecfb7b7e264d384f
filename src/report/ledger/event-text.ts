import type { LedgerEvent } from '../../ledger/event.ts';
import { kindOf } from '../../ledger/kinds.ts';
import { wrap } from '../terminal/cells.ts';
import { type Line, paint, span } from '../terminal/paint.ts';
import { type Column, tableLines } from '../terminal/table.ts';
import { visible } from '../visible.ts';

const COLUMNS: readonly Column[] = [
  { title: '', side: 'right', sacrifice: 0 },
  { title: 'time (UTC)', side: 'left', sacrifice: 0 },
  { title: 'what', side: 'left', sacrifice: 0 },
  { title: '', side: 'left', sacrifice: 0, least: 8 },
  { title: 'about', side: 'left', sacrifice: 0, least: 12 },
  { title: 'by', side: 'left', sacrifice: 0, least: 6 },
];

/** Events as a table of at most `columns` cells, a line each. */
export function eventTable(events: readonly LedgerEvent[], columns: number, colour: boolean): string {
  const rows = events.map((event) =>
    [
      String(event.seq),
      event.at.slice(0, 16).replace('T', ' '),
      event.kind,
      stateText(event),
      aboutText(event),
      event.actor.name,
    ].map((text) => ({ text: visible(text) })),
  );
  const room = Math.max(40, columns);
  return paint(tableLines(COLUMNS, rows, room), room, colour);
}

/** `early`, `reject`, `failed`: the one word that an event of its kind says. */
function stateText({ kind, body }: LedgerEvent): string {
  const member = kindOf(kind)?.state;
  return member === undefined ? '' : String(body[member] ?? '');
}

function aboutText({ subjects }: LedgerEvent): string {
  const [first, ...others] = subjects;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${first.type}:${first.id}${more}`;
}

/** An event in one line: kind, what it says, what about. */
export function eventLine(event: LedgerEvent): string {
  return visible([event.kind, stateText(event), aboutText(event)].filter((part) => part !== '').join(' '));
}

/** Cells before the value of a field. */
const INDENT = 10;

/** One event whole, in lines of at most `columns` cells. */
export function eventText(event: LedgerEvent, columns: number, colour: boolean): string {
  const room = Math.max(40, columns);
  const { seq, kind, at, actor, subjects, body, previous, digest } = event;
  const lines: Line[] = [
    ...field('event', `${seq}, ${kind}`, room),
    ...field('time', at, room),
    ...field('by', `${actor.name} (${actor.kind})`, room),
    ...subjects.flatMap(({ type, id }, i) => field(i === 0 ? 'about' : '', `${type}:${id}`, room)),
    ...bodyLines(body, room),
    ...field('before', previous, room),
    ...field('digest', digest, room),
  ];
  return paint(lines, room, colour);
}

function field(name: string, value: string, room: number): Line[] {
  return wrap(visible(value), room - INDENT).map((part, i) => [
    span((i === 0 ? name : '').padEnd(INDENT), 'dim'),
    span(part),
  ]);
}

function bodyLines(body: LedgerEvent['body'], room: number): Line[] {
  const rows = JSON.stringify(body, undefined, 2).split('\n');
  return rows.flatMap((row) => {
    const depth = row.length - row.trimStart().length;
    return wrap(visible(row.trimStart()), room - depth - 4).map(
      (part, i): Line => [span(' '.repeat(depth + (i === 0 ? 0 : 4))), span(part)],
    );
  });
}
