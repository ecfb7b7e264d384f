import type { ListedKey } from '../../../proof/keys/key-store.ts';
import { type Line, paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';

/** What anybody may know of a key. */
export function publicView({ id, type, secret }: ListedKey): object {
  return { id, type, signs: secret !== 'none', sealed: secret === 'sealed' };
}

const COLUMNS: readonly Column[] = [
  { title: 'key', side: 'left', sacrifice: 0, least: 12 },
  { title: 'type', side: 'left', sacrifice: 1 },
  { title: '', side: 'left', sacrifice: 2 },
];

const WORDS = { none: 'checks only', plain: 'signs', sealed: 'signs, sealed' } as const;

/** Keys as a table of at most `columns` cells. */
export function proofKeyTable(keys: readonly ListedKey[], columns: number, colour: boolean): string {
  const rows = keys.map(({ id, type, secret }) => [{ text: id }, { text: type }, { text: WORDS[secret] }]);
  const room = Math.max(40, columns);
  const lines: Line[] = tableLines(COLUMNS, rows, room);
  return paint(lines, room, colour);
}
