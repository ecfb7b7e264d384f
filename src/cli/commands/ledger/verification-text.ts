import type { Verification } from '../../../ledger/verify.ts';
import { count } from '../../../report/figures.ts';
import { type Line, paint, span } from '../../../report/terminal/paint.ts';
import { visible } from '../../../report/visible.ts';
import { proseLines } from '../../prose-lines.ts';

/** What a verification found, in lines of at most `columns` cells. `noted` says that a head was given to hold it against. */
export function verificationText(
  place: string,
  found: Verification,
  noted: boolean,
  columns: number,
  colour: boolean,
): string {
  const room = Math.max(40, columns);
  const lines = [...outcome(place, found, room), ...unknown(found, room), ...closing(found, noted, room)];
  return paint(lines, room, colour);
}

function outcome(place: string, { passed, events, faults, more }: Verification, room: number): Line[] {
  const where = `${visible(place)}: ${events === 1 ? '1 event' : `${count(events)} events`}`;
  if (passed) return proseLines(`${where}, one chain, nothing changed`, room, { head: 'Verified. ' });
  const all = faults.length + more;
  const summary = `${where}, ${all === 1 ? '1 fault' : `${count(all)} faults`}`;
  return [
    ...proseLines(summary, room, { head: 'Not verified. ', styles: ['red'] }),
    ...faults.flatMap(({ message }) => {
      const [first, ...rest] = proseLines(visible(message), room - 2, { indent: 2 });
      return [[span('- '), ...first.slice(1)], ...rest];
    }),
    ...(more === 0 ? [] : proseLines(`and ${count(more)} more`, room, { indent: 2 })),
  ];
}

function unknown({ unknownKinds }: Verification, room: number): Line[] {
  const kinds = Object.entries(unknownKinds);
  if (kinds.length === 0) return [];
  const named = kinds.map(([kind, events]) => `${visible(kind)} (${count(events)})`).join(', ');
  const text = `of kinds that this version does not know: their digests were checked, their bodies not. ${named}`;
  return proseLines(text, room, { head: 'Events ' });
}

function closing({ passed, head }: Verification, noted: boolean, room: number): Line[] {
  if (!passed || head.seq === 0) return [];
  const lines = [...proseLines(`${head.seq}:${head.digest}`, room, { head: 'Head ' })];
  if (noted) return lines;
  const advice =
    'An end that is cut off shows only against a head that was noted elsewhere: keep this one, and give it with --head.';
  return [...lines, ...proseLines(advice, room, { styles: ['dim'] })];
}
